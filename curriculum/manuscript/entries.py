"""What a read manuscript is made of. PURE."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from curriculum.canonical import canonical_json


class ManuscriptError(ValueError):
    """The files cannot be loaded; `problems` holds one sentence for each file and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """One page or list entry: its file, its checked values and the hash that tells a change.

    `names` are the names of a lesson's blocks as they stand in the file.
    """

    file: str
    key: UUID
    values: Mapping[str, Any]
    sha256: str
    children: tuple["Entry", ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A whole programme in one language as it stands in its folder; the source brings its translations.

    A translation may lack modules and lessons that nobody has translated yet.
    """

    programme: Entry
    language: str
    rights: tuple[Entry, ...]
    themes: tuple[Entry, ...]
    translations: tuple["Manuscript", ...] = ()

    @property
    def lessons(self) -> tuple[Entry, ...]:
        return tuple(lesson for module in self.programme.children for lesson in module.children)


def entry(
    file: str,
    key: UUID,
    values: Mapping[str, Any],
    children: tuple[Entry, ...] = (),
    names: tuple[str, ...] = (),
) -> Entry:
    """Make an entry; its hash covers its own values and the order of its children, not their text."""
    marks = canonical_json([values, [child.key for child in children]])
    return Entry(file, key, values, hashlib.sha256(marks.encode()).hexdigest(), children, names)


def pages_of(top: Entry) -> Iterator[Entry]:
    """The entry itself and every entry below it, in teaching order."""
    yield top
    for child in top.children:
        yield from pages_of(child)
