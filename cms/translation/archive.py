"""One ZIP with the files of words of a programme in one language; nothing is unpacked to disk (PURE)."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum

LARGEST_ZIP = 1_500_000
LARGEST_FILE = 2_000_000
LARGEST_SUM = 30_000_000
MOST_FILES = 1_000
ENDING = ".po"


class Fault(StrEnum):
    """Why an archive is refused."""

    NOT_ZIP = "not_zip"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NO_FILES = "no_files"
    BROKEN = "broken"


class Refused(ValueError):
    """The archive is refused as a whole; ``name`` is the file in it that is to blame, if one is."""

    def __init__(self, fault: Fault, name: str = ""):
        self.fault, self.name = fault, name
        super().__init__(f"{fault} {name}".strip())


def packed(files: Mapping[str, str]) -> bytes:
    """The archive of these texts, in the order given."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def unpacked(held: bytes) -> dict[str, bytes]:
    """The files of words by name; anything else in the archive is passed over."""
    if len(held) > LARGEST_ZIP:
        raise Refused(Fault.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as broken:
        raise Refused(Fault.NOT_ZIP) from broken


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    listed = [one for one in archive.infolist() if _is_wanted(one)]
    if not listed:
        raise Refused(Fault.NO_FILES)
    if len(listed) > MOST_FILES:
        raise Refused(Fault.TOO_MANY)
    if sum(one.file_size for one in listed) > LARGEST_SUM:
        raise Refused(Fault.TOO_LARGE)
    return {one.filename: _content(archive, one) for one in listed}


def _is_wanted(one: zipfile.ZipInfo) -> bool:
    *folders, name = one.filename.split("/")
    return name.lower().endswith(ENDING) and not name.startswith(".") and "__MACOSX" not in folders


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Reading stops at the size the archive states, and that is looked at first."""
    if one.file_size > LARGEST_FILE:
        raise Refused(Fault.TOO_LARGE, one.filename)
    try:
        return archive.read(one)
    except (zipfile.BadZipFile, zlib.error) as broken:
        raise Refused(Fault.BROKEN, one.filename) from broken
