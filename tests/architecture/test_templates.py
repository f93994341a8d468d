"""Templates hold no style, script or handler of their own, and trim what translators read."""

import re

from tests.architecture.sources import templates, text, with_suffix

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"'](?:application/json|speculationrules)[\"'])"
    r"|<style\b|\sstyle\s*=\s*[\"']|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
UNTRIMMED = re.compile(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")
OLD_TAGS = re.compile(r"{%-?\s*(?:trans|blocktrans)\s")
IMPORTED_STYLE = re.compile(r"@import\b")


def matches(pattern: re.Pattern[str], paths: list) -> list[str]:
    return [
        f"{path}:{text(path).count(chr(10), 0, found.start()) + 1}: {found.group()[:60]!r}"
        for path in paths
        for found in pattern.finditer(text(path))
    ]


def test_nothing_stands_inline():
    assert matches(INLINE, templates()) == []


def test_every_block_to_translate_is_trimmed():
    assert matches(UNTRIMMED, templates()) == []


def test_the_new_names_of_the_translation_tags_are_used():
    assert matches(OLD_TAGS, templates()) == []


def test_style_sheets_load_no_other_sheet():
    assert matches(IMPORTED_STYLE, with_suffix(".css")) == []
