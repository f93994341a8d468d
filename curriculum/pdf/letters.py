"""Knows which letters the vendored faces can print, so that a name is never printed as boxes unseen."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "curriculum" / "fonts"
INVISIBLE = frozenset("\n\r\t\u200b\u2060\ufeff")


@lru_cache(maxsize=1)
def printable() -> frozenset[str]:
    """Return every character that the text face holds."""
    with TTFont(FONTS / "PuenteSans-Regular.ttf", lazy=True) as face:
        return frozenset(map(chr, face.getBestCmap())) | INVISIBLE


def missing_letters(text: str) -> frozenset[str]:
    """Return the characters of the text that our faces lack; a system font would stand in for them."""
    return frozenset(text) - printable()
