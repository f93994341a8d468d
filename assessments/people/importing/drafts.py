"""An uploaded list between upload and confirmation: sealed, without forbidden columns, for a day at most."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from assessments import vault
from assessments.conf import conf
from assessments.people.importing import headings
from assessments.people.importing.headings import Cell, Field
from assessments.people.importing.reading import Table

KIND = "people_import"
LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class Terms:
    """How a list is to be read: columns, and an answer for each row whose name is here already.

    An answer is ``"new"`` or the code of the person meant; ``same_name`` (``"new"`` or ``"same"``) answers
    for every row without its own.
    """

    mapping: Mapping[int, Field] | None = None
    choices: Mapping[int, str] = field(default_factory=dict)
    same_name: str = ""


@dataclass(frozen=True)
class Draft:
    """The table as read, the name of its file, and the terms chosen so far."""

    file_name: str
    table: Table
    terms: Terms


class DraftGone(LookupError):
    """The list was confirmed, discarded, or is older than a day."""


def path_of(job_id: UUID) -> Path:
    return conf.private("imports", f"{job_id}.sealed")


def seal(job_id: UUID, draft: Draft) -> bytes:
    """The draft as a sealed file that opens for this job alone."""
    table = without_forbidden(draft.table)
    mapping = draft.terms.mapping
    plain = {
        "file": draft.file_name,
        "sha256": table.sha256,
        "header_row": table.header_row,
        "header": table.header,
        "rows": [[number, [_kept(one) for one in row]] for number, row in table.rows],
        "mapping": None if mapping is None else {str(index): which for index, which in mapping.items()},
        "same_name": draft.terms.same_name,
        "choices": {str(row): answer for row, answer in draft.terms.choices.items()},
    }
    key_id, sealed = vault.seal(json.dumps(plain).encode(), place=_place(job_id))
    return key_id.encode() + b"\n" + sealed


def load(job_id: UUID) -> Draft:
    """The draft again, or ``DraftGone``."""
    path = path_of(job_id)
    try:
        if time.time() - path.stat().st_mtime > LASTS.total_seconds():
            raise DraftGone("The list was kept for a day and is gone.")
        key_id, _, sealed = path.read_bytes().partition(b"\n")
    except FileNotFoundError as gone:
        raise DraftGone("The list is not kept any more.") from gone
    found = json.loads(vault.unseal(sealed, key_id=key_id.decode(), place=_place(job_id)))
    rows = tuple((number, tuple(_opened(one) for one in row)) for number, row in found["rows"])
    table = Table(found["sha256"], found["header_row"], tuple(found["header"]), rows)
    mapping = found["mapping"]
    terms = Terms(
        mapping=None if mapping is None else {int(index): Field(which) for index, which in mapping.items()},
        choices={int(row): answer for row, answer in found["choices"].items()},
        same_name=found["same_name"],
    )
    return Draft(found["file"], table, terms)


def without_forbidden(table: Table) -> Table:
    """The table with the cells of forbidden columns emptied: they are not even kept for an hour."""
    barred = {index for index, heading in enumerate(table.header) if headings.is_forbidden(heading)}
    if not barred:
        return table
    rows = tuple(
        (number, tuple("" if index in barred else one for index, one in enumerate(row)))
        for number, row in table.rows
    )
    return replace(table, rows=rows)


def _place(job_id: UUID) -> str:
    return f"people_import|draft|{job_id}"


def _kept(one: Cell) -> Any:
    return one if isinstance(one, str) else ["d", one.isoformat()]


def _opened(one: Any) -> Cell:
    return one if isinstance(one, str) else date.fromisoformat(one[1])
