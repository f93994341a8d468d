"""Opens a zip archive that anybody may have made, within limits, and writes one whose bytes are fixed.

Nothing is ever unpacked to a folder; members are read into memory one by one, and never further than
their own declared size.
"""

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from curriculum.interchange.refusals import PackageRefused

MIB = 1024 * 1024
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGES = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError)
ODDITIES = (RuntimeError, OverflowError)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
END = struct.Struct("<4s4H2LH")
END_MARK, BIG_MARK, BIG_MARK_BYTES = b"PK\x05\x06", b"PK\x06\x07", 20


@dataclass(frozen=True)
class Limits:
    """How much of an archive is read before it is refused."""

    members: int = 4_000
    name_length: int = 200
    directory_bytes: int = 2 * MIB
    member_bytes: int = 256 * MIB
    total_bytes: int = 1024 * MIB
    text_bytes: int = 8 * MIB
    ratio: int = 200
    ratio_from: int = 64 * 1024


class Archive:
    """The members of an archive whose names, kinds and sizes were checked when it was opened."""

    def __init__(self, stream: BinaryIO, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        _check_end(stream, self.limits)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (*DAMAGES, *ODDITIES) as problem:
            raise PackageRefused("", "The file is not a zip archive, or it is damaged.") from problem
        self._members = {info.filename: info for info in self._zip.infolist()}
        _check_members(self._zip.infolist(), self.limits)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._members)

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def read(self, name: str, limit: int | None = None) -> bytes:
        """Return a member's bytes; one that is longer than it says, or than the limit, is refused."""
        allowed = limit or self.limits.member_bytes
        if self.size(name) > allowed:
            raise PackageRefused(name, "The member is too large.")
        try:
            with self._zip.open(self._members[name]) as member:
                content = member.read(self.size(name) + 1)
        except (*DAMAGES, *ODDITIES) as problem:
            raise PackageRefused(name, "The member is damaged.") from problem
        if len(content) != self.size(name):
            raise PackageRefused(name, "The member is larger or smaller than it says.")
        return content


def _check_end(stream: BinaryIO, limits: Limits) -> None:
    """Look at the last bytes before the list of members is read: a huge list is refused unread."""
    stream.seek(0, 2)
    whole = stream.tell()
    if whole > limits.total_bytes:
        raise PackageRefused("", "The file is too large.")
    stream.seek(max(0, whole - END.size - BIG_MARK_BYTES))
    tail = stream.read()
    stream.seek(0)
    if len(tail) < END.size or not tail[-END.size :].startswith(END_MARK):
        raise PackageRefused("", "The file is not a zip archive, or it is damaged.")
    directory_bytes = END.unpack(tail[-END.size :])[5]
    if tail.startswith(BIG_MARK) or directory_bytes > limits.directory_bytes:
        raise PackageRefused("", "The archive has too many members.")


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise PackageRefused("", "The archive has too many members.")
    seen: set[str] = set()
    for info in members:
        _check_name(info, limits)
        _check_kind(info)
        _check_size(info, limits)
        folded = unicodedata.normalize("NFC", info.filename).casefold()
        if folded in seen:
            raise PackageRefused(info.filename, "The archive holds two members of this name.")
        seen.add(folded)
    if sum(info.file_size for info in members) > limits.total_bytes:
        raise PackageRefused("", "The archive is too large when unpacked.")


def _check_name(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Accept plain relative names alone: no way up, no root, no drive, no folder, no control character."""
    name = info.orig_filename
    if name != info.filename or len(name) > limits.name_length or not NAME.fullmatch(name):
        raise PackageRefused(ascii(name)[1:81], "The archive holds a name that is not allowed.")


def _check_kind(info: zipfile.ZipInfo) -> None:
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG):
        raise PackageRefused(info.filename, "The archive holds a link or another thing that is no file.")
    if info.flag_bits & 0x1 or info.compress_type not in METHODS:
        raise PackageRefused(info.filename, "The member is encrypted or packed in an unknown way.")


def _check_size(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.file_size > limits.member_bytes:
        raise PackageRefused(info.filename, "The member is too large.")
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * info.compress_size:
        raise PackageRefused(info.filename, "The member grows too much when unpacked.")


@dataclass(frozen=True)
class Member:
    """A member to write: its name, and how to get its bytes when they are due."""

    name: str
    content: Callable[[], bytes]
    packed: bool = True


def write(stream: BinaryIO, members: Iterable[Member]) -> None:
    """Write members by name, all of the same date: the same members give the same bytes."""
    with zipfile.ZipFile(stream, "w") as target:
        for member in sorted(members, key=lambda one: one.name):
            info = zipfile.ZipInfo(member.name, FIRST_DAY)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED if member.packed else zipfile.ZIP_STORED
            target.writestr(info, member.content(), compresslevel=9)
