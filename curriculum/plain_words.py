"""Compares words as people type them: accents, capitals and punctuation make no difference. PURE."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+")
BEFORE, AFTER = 10, 16
"""How many words of an excerpt stand before the word that was found, and from it on."""


def plain(text: str) -> str:
    """Return a text without accents and in small letters: `ensenar` for `Enseñar`."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of a text in plain letters, in their order."""
    return WORD.findall(plain(text))


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether each wanted plain word begins a word of the text."""
    line = _line(text)
    return all(f" {word}" in line for word in wanted)


def weight(texts: Sequence[tuple[int, str]], wanted: Sequence[str]) -> int:
    """Add up, for each wanted word, the best weight of a text that holds it; 0 when one is nowhere."""
    lines = [(value, _line(text)) for value, text in texts]
    best = [max((value for value, line in lines if f" {word}" in line), default=0) for word in wanted]
    return sum(best) if all(best) else 0


def _line(text: str) -> str:
    return " " + " ".join(words_of(text))


def excerpt(texts: Iterable[str], wanted: Sequence[str]) -> str:
    """Return the surroundings of the first wanted word, as they were written; empty when it is nowhere."""
    for text in texts:
        written = text.split()
        found = next((place for place, word in enumerate(written) if _begins(word, wanted)), None)
        if found is not None:
            start, end = max(0, found - BEFORE), found + AFTER
            cut = " ".join(written[start:end])
            return f"{'… ' if start else ''}{cut}{' …' if end < len(written) else ''}"
    return ""


def _begins(written: str, wanted: Sequence[str]) -> bool:
    return any(word.startswith(one) for word in words_of(written) for one in wanted)
