"""The colours of the design system hold WCAG 2.2 AA: text 4.5 to 1, the edges of controls 3 to 1."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEXT, EDGE = 4.5, 3.0
GROUNDS = ("ground", "surface")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "clay", "bad") for ground in GROUNDS),
    *((ink, "accent-tint", TEXT) for ink in ("ink", "ink-soft", "accent-strong")),
    *((tone, f"{tone}-tint", TEXT) for tone in ("good", "warn", "bad", "info")),
    *(("ink", f"{tone}-tint", TEXT) for tone in ("good", "warn", "bad", "info")),
    *(
        ("surface", fill, TEXT)
        for fill in ("accent", "accent-strong", "good", "warn", "clay", "info", "ink-soft", "bad")
    ),
    *(("border", ground, EDGE) for ground in (*GROUNDS, "accent-tint", "warn-tint")),
    ("ink", "maize", EDGE),
]


def declared(path: str, pattern: str) -> dict[str, str]:
    return dict(re.findall(pattern, Path(finders.find(path)).read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, str]:
    return declared("cms/css/tokens.css", r"--puente-([a-z-]+): (#[0-9a-f]{3,6});")


def test_black_on_white_measures_twenty_one():
    assert contrast("#000", "#fff") == pytest.approx(21)


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_can_be_read(front, back, least):
    colours = tokens()

    assert contrast(colours[front], colours[back]) >= least


def test_the_app_falls_back_to_the_same_colours():
    fallbacks = declared("assessments/css/assessments.css", r"var\(--puente-([a-z-]+), (#[0-9a-f]{3,6})\)")

    assert fallbacks == tokens()
