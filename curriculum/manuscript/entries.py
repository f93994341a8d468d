"""What a read manuscript is made of. PURE."""

import hashlib
from collections.abc import Mapping
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
    """One page or list entry: its file, its checked values and the hash that tells a change."""

    file: str
    key: UUID
    values: Mapping[str, Any]
    sha256: str
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A whole programme as it stands in its folder."""

    programme: Entry
    language: str
    rights: tuple[Entry, ...]
    themes: tuple[Entry, ...]


def entry(file: str, key: UUID, values: Mapping[str, Any], children: tuple[Entry, ...] = ()) -> Entry:
    """Make an entry; its hash covers its own values and the order of its children, not their text."""
    marks = canonical_json([values, [child.key for child in children]])
    return Entry(file, key, values, hashlib.sha256(marks.encode()).hexdigest(), children)
