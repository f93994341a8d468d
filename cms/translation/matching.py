"""Pairs the words of a page with those of its translation, place by place (PURE).

A place is a field, or a field of a block; its words are one text, or several where it holds paragraphs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Difference(StrEnum):
    """Why a place of the two pages does not fit together."""

    #: Another number of paragraphs: nothing can be paired.
    COUNT = "count"
    #: Another form, such as a list for paragraphs: paired, but the form will be the source's.
    SHAPE = "shape"
    #: A link leads elsewhere: paired, but the link will be the source's.
    LINKS = "links"
    #: One text of the source stands twice in the place and was translated in two ways: the first is kept.
    TWICE = "twice"


@dataclass(frozen=True)
class Text:
    """One text with the places its links lead to, by the name of the link."""

    words: str
    links: tuple[tuple[str, str], ...] = ()

    def names_only_links_of(self, other: "Text") -> bool:
        return {name for name, _ in self.links} <= {name for name, _ in other.links}


@dataclass
class Passage:
    """All texts of a place in reading order, and the form that holds them."""

    texts: list[Text] = field(default_factory=list)
    shape: str = ""


@dataclass(frozen=True)
class Mismatch:
    """A place where the two pages differ, with the number of texts on each side."""

    path: str
    difference: Difference
    source: int
    target: int


@dataclass
class Match:
    """The translation of each text by place and text, and what did not fit."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)


def match(source: Mapping[str, Passage], target: Mapping[str, Passage]) -> Match:
    """Pair the texts by their order in each place."""
    found = Match()
    for path in dict.fromkeys([*source, *target]):
        ours, theirs = source.get(path, Passage()), target.get(path, Passage())
        differences = set(_pair(path, ours, theirs, found.words))
        found.mismatches += [
            Mismatch(path, one, len(ours.texts), len(theirs.texts)) for one in sorted(differences)
        ]
    return found


def _pair(
    path: str, source: Passage, target: Passage, words: dict[tuple[str, str], str]
) -> Iterator[Difference]:
    if len(source.texts) != len(target.texts):
        yield Difference.COUNT
        return
    if source.shape != target.shape:
        yield Difference.SHAPE
    for ours, theirs in zip(source.texts, target.texts, strict=True):
        if ours.links != theirs.links:
            yield Difference.LINKS
        if (
            theirs.names_only_links_of(ours)
            and words.setdefault((path, ours.words), theirs.words) != theirs.words
        ):
            yield Difference.TWICE
