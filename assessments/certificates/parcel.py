"""What is handed over after issuing many: one ZIP, print files in printing order, a manifest of hashes.

Files of a job lie sealed in private storage for a day. No file is named after a person or a facility.
"""

import csv
import io
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from assessments import vault
from assessments.certificates import archive, numbering
from assessments.certificates.models import Certificate
from assessments.conf import conf
from assessments.people.models import Stay
from curriculum import pdf

KEPT_FOR = timedelta(hours=24)
PAGES_A_DOCUMENT = 100
ZIP_NAME, MANIFEST_NAME = "certificates.zip", "manifest.csv"
_STILL = (1980, 1, 1, 0, 0, 0)


class Expired(Exception):
    """The files were deleted after a day."""


@dataclass(frozen=True)
class Sheet:
    """One printed certificate of the parcel."""

    certificate: Certificate
    pdf: bytes

    @property
    def file_name(self) -> str:
        return name_of(self.certificate)


def name_of(certificate: Certificate) -> str:
    """The file name of one certificate: two people of one name never collide."""
    return numbering.file_name(certificate.folio, certificate.code)


def make(certificates: Sequence[Certificate]) -> dict[str, bytes]:
    """Every file of the parcel by its name: the ZIP, the print files and the manifest."""
    sheets = [Sheet(one, archive.pdf_of(one)) for one in in_printing_order(certificates)]
    manifest = _manifest(sheets)
    prints = _print_files(sheets)
    inside = {sheet.file_name: sheet.pdf for sheet in sheets}
    whole = _zip({**inside, MANIFEST_NAME: manifest, **prints})
    return {ZIP_NAME: whole, **prints, MANIFEST_NAME: manifest}


def in_printing_order(certificates: Sequence[Certificate]) -> list[Certificate]:
    """By unit, then by the person's code: the order in which paper is handed out."""
    people = [one.participant_id for one in certificates]
    stays = Stay.objects.filter(participant__in=people).current().select_related("unit")
    units = {stay.participant_id: stay.unit for stay in stays}

    def place(one: Certificate) -> tuple[bool, int, str, str]:
        unit = units.get(one.participant_id)
        return (unit is None, unit.order if unit else 0, unit.name if unit else "", one.participant.code)

    return sorted(certificates, key=place)


def keep(job_id: UUID, files: Mapping[str, bytes]) -> None:
    """Put the files of a job away, sealed."""
    for name, content in files.items():
        key_id, sealed = vault.seal(content, place=_place(job_id, name))
        archive.write_whole(_path(job_id, name), key_id.encode() + b"\n" + sealed)


def read(job_id: UUID, name: str, now: datetime | None = None) -> bytes:
    """One file of a job, or ``Expired``."""
    path = _path(job_id, name)
    try:
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        key_id, _newline, sealed = path.read_bytes().partition(b"\n")
    except FileNotFoundError as missing:
        raise Expired(name) from missing
    if (now or timezone.now()) - made > KEPT_FOR:
        raise Expired(name)
    return vault.unseal(sealed, key_id=key_id.decode(), place=_place(job_id, name))


def prune(now: datetime) -> int:
    """Delete the files of jobs that are older than a day; returns how many jobs lost theirs."""
    folders = [path for path in conf.private("parcels", "x").parent.iterdir() if path.is_dir()]
    gone = 0
    for folder in folders:
        youngest = max((path.stat().st_mtime for path in folder.iterdir()), default=folder.stat().st_mtime)
        if now - datetime.fromtimestamp(youngest, UTC) > KEPT_FOR:
            shutil.rmtree(folder)
            gone += 1
    return gone


def print_names(pages: int) -> list[str]:
    """The names of the print files for so many pages."""
    documents = -(-pages // PAGES_A_DOCUMENT)
    return ["print.pdf"] if documents == 1 else [f"print-{number + 1}.pdf" for number in range(documents)]


def _print_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    groups = [sheets[start : start + PAGES_A_DOCUMENT] for start in range(0, len(sheets), PAGES_A_DOCUMENT)]
    names = print_names(len(sheets))
    return {name: pdf.merge(sheet.pdf for sheet in group) for name, group in zip(names, groups, strict=True)}


def _manifest(sheets: Sequence[Sheet]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["folio", "code", "file", "sha256"])
    for sheet in sheets:
        one = sheet.certificate
        writer.writerow([one.folio, numbering.display(one.code), sheet.file_name, one.pdf_sha256])
    return text.getvalue().encode("utf-8-sig")


def _zip(members: Mapping[str, bytes]) -> bytes:
    """The same members give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, date_time=_STILL)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            file.writestr(entry, content)
    return packed.getvalue()


def _path(job_id: UUID, name: str) -> Path:
    return conf.private("parcels", str(job_id), name)


def _place(job_id: UUID, name: str) -> str:
    return f"parcel|{name}|{job_id}"
