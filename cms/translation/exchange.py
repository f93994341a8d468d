"""What a file of words would change in a page, before anything is changed (PURE)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cms.translation.catalogue import Entry


class Stranger(StrEnum):
    """Why a whole file belongs to no page here."""

    UNKNOWN = "unknown"
    TWICE = "twice"


class NotOurs(ValueError):
    """The file is sound, but its page is not known, or another file of the archive is for the same page."""

    def __init__(self, fault: Stranger):
        self.fault = fault
        super().__init__(fault)


@dataclass
class Plan:
    """The words to write by place and text, how many are new, and the lines that are left out."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    waiting: int = 0
    #: The page has no such text at that place: it was changed since, or the text was edited in the file.
    unknown: list[Entry] = field(default_factory=list)
    #: Words with marks that cannot stand there, such as a lost tag.
    unfit: list[Entry] = field(default_factory=list)
    #: Marked in the file as needing another look.
    unsure: list[Entry] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return len(self.words) - self.new

    @property
    def left_out(self) -> int:
        return len(self.unknown) + len(self.unfit) + len(self.unsure)


def plan(
    entries: Iterable[Entry],
    known: Mapping[tuple[str, str], str],
    is_fit: Callable[[str, str], bool],
) -> Plan:
    """Compare the entries with the page's texts and their present translations (empty where none is)."""
    found = Plan()
    for entry in entries:
        _place(entry, known, is_fit, found)
    return found


def _place(
    entry: Entry,
    known: Mapping[tuple[str, str], str],
    is_fit: Callable[[str, str], bool],
    found: Plan,
) -> None:
    key = (entry.path, entry.text)
    if key not in known:
        found.unknown.append(entry)
    elif not entry.words.strip():
        found.waiting += 1
    elif entry.is_unsure:
        found.unsure.append(entry)
    elif entry.words == known[key]:
        found.same += 1
    elif not is_fit(entry.text, entry.words):
        found.unfit.append(entry)
    else:
        found.words[key] = entry.words
        found.new += not known[key]
