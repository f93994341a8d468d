"""Charts as SVG without scripts, drawn on the server from one Vega-Lite specification each."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

KEPT_SECONDS = 24 * 60 * 60
VEGA_LITE = "5.20"
START, END, LINE, INK = "#9c3b1b", "#0f545c", "#574d43", "#231d18"

FALLING = {"condition": {"test": "datum.end < datum.start", "value": [4, 3]}, "value": [1, 0]}
LOOK = {
    "background": None,
    "font": "sans-serif",
    "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 11, "titleFontSize": 11},
    "view": {"stroke": None},
}


def paired_dots(
    pairs: Sequence[tuple[float, float]], words: Mapping[str, str], most: float
) -> dict[str, Any]:
    """One line a person, lowest start first: a hollow dot at the start, a full one at the end.

    Lines that fall are dashed, so that the picture says the same in black and white.
    """
    score = {"type": "quantitative", "scale": {"domain": [0, most]}, "title": words["axis"]}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 320,
        "height": {"step": 14},
        "title": {"text": f"○ {words['start']}     ● {words['end']}", "anchor": "start", "fontSize": 11},
        "data": {"values": [{"row": n, "start": pre, "end": post} for n, (pre, post) in enumerate(pairs)]},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None}},
        "layer": [
            {
                "mark": {"type": "rule", "color": LINE, "strokeWidth": 2},
                "encoding": {"x": {"field": "start", **score}, "x2": {"field": "end"}, "strokeDash": FALLING},
            },
            {"mark": _dot(START, filled=False), "encoding": {"x": {"field": "start", **score}}},
            {"mark": _dot(END, filled=True), "encoding": {"x": {"field": "end", **score}}},
        ],
        "config": LOOK,
    }


def _dot(colour: str, filled: bool) -> dict[str, Any]:
    return {"type": "point", "filled": filled, "size": 60, "strokeWidth": 2, "opacity": 1, "color": colour}


def svg(specification: Mapping[str, Any]) -> SafeString:
    """The picture of a specification, drawn once and kept under its hash."""
    text = json.dumps(specification, sort_keys=True, ensure_ascii=False)
    key = f"assessments-chart-{hashlib.sha256(text.encode()).hexdigest()}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = _drawn(text)
        cache.set(key, drawn, KEPT_SECONDS)
    return mark_safe(drawn)  # noqa: S308  (the engine escapes the words; no script is ever written)


def _drawn(text: str) -> str:
    import vl_convert  # noqa: PLC0415  (starts a JavaScript engine: only a process that draws pays)

    return vl_convert.vegalite_to_svg(vl_spec=text, vl_version=VEGA_LITE, allowed_base_urls=[])
