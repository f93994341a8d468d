"""Files of words for a translator without internet: writes them, and reads them back line by line (PURE).

The form is gettext's PO, which Poedit and others open. What breaks a file is named with its line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polib

PAGE = "X-WagtailLocalize-TranslationID"
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgstr)\s+)?"(?P<text>(?:[^"\\]|\\.)*)")?\s*', re.DOTALL)
_WORD = re.compile(r"msg(?:ctxt|id|str)\b")
FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
WIDTH = 90


class Fault(StrEnum):
    """Why a file cannot be read."""

    NOT_TEXT = "not_text"
    LINE = "line"
    CUT_OFF = "cut_off"
    NO_PAGE = "no_page"


class Damaged(ValueError):
    """The file is not whole; ``line`` is where it breaks, 0 for the file as such."""

    def __init__(self, fault: Fault, line: int = 0):
        self.fault, self.line = fault, line
        super().__init__(f"{fault} in line {line}")


@dataclass(frozen=True)
class Entry:
    """One text at its place in the page, its translation, and the line where it stands in the file."""

    path: str
    text: str
    words: str
    line: int = 0
    is_unsure: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The texts of one page in one language; ``page`` is the name of its translation."""

    page: str
    entries: tuple[Entry, ...]


def written(catalogue: Catalogue, *, language: str, source: str, note: str) -> str:
    """The file's text; the note stands at its top, for the person who opens it."""
    file = polib.POFile(wrapwidth=WIDTH)
    file.header = note
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "X-Source-Language": source,
        PAGE: catalogue.page,
    }
    seen: set[tuple[str, str]] = set()
    for one in catalogue.entries:
        # The same text twice in one place is one text to translate; gettext refuses it twice.
        if (one.path, one.text) not in seen:
            seen.add((one.path, one.text))
            file.append(polib.POEntry(msgctxt=one.path, msgid=one.text, msgstr=one.words))
    return str(file)


def read(held: bytes) -> Catalogue:
    """The texts of a file; raises ``Damaged`` at the first thing that is wrong."""
    text = _decoded(held)
    _look_at_lines(text.split("\n"))
    try:
        # A leading line break: polib would otherwise ask whether the text is the name of a file.
        file = polib.pofile("\n" + text)
    except OSError as broken:
        found = re.search(r"line (\d+)", str(broken))
        raise Damaged(Fault.LINE, int(found.group(1)) - 1 if found else 0) from broken
    page = str(file.metadata.get(PAGE, "")).strip()
    if not page:
        raise Damaged(Fault.NO_PAGE)
    return Catalogue(page, tuple(_entries(file)))


def _decoded(held: bytes) -> str:
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Damaged(Fault.NOT_TEXT, held[: broken.start].count(b"\n") + 1) from broken
    if "\0" in text or "msgid" not in text:
        raise Damaged(Fault.NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _look_at_lines(lines: list[str]) -> None:
    """Each line is a comment or quoted text, and no text ends before its translation begins."""
    last, at = "", 0
    for number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line):
            raise Damaged(Fault.LINE, number)
        word = _WORD.match(line.strip())
        if word:
            if word.group() not in FOLLOWS[last]:
                raise Damaged(Fault.LINE, number)
            last, at = word.group(), number
    if last != "msgstr":
        raise Damaged(Fault.CUT_OFF, at)


def _entries(file: Iterable[polib.POEntry]) -> Iterable[Entry]:
    for one in file:
        if not one.obsolete:
            yield Entry(one.msgctxt or "", one.msgid, one.msgstr, one.linenum - 1, "fuzzy" in one.flags)


def words_of(entries: Iterable[Entry]) -> Mapping[tuple[str, str], str]:
    """The translations by place and text."""
    return {(one.path, one.text): one.words for one in entries}
