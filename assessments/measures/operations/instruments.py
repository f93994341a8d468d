"""Instruments are loaded from their files, frozen by version, and planned for a programme."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.journal import operations as journal
from assessments.measures import definition
from assessments.measures.models import Administration, AssessmentPlan, Instrument, InstrumentVersion
from assessments.measures.parts import Definition
from assessments.measures.sheets import definition_of

FOLDER = Path(__file__).resolve().parent.parent / "instruments"


class ChangedVersion(ValueError):
    """A file holds other content under a version that is kept already: it needs a new version number."""


class UnknownScale(LookupError):
    """The version has no such scale or form."""


class PrimaryScaleFixed(ValueError):
    """The primary scale is named before the first endline and stays."""


@dataclass(frozen=True)
class Loaded:
    """What loading found and did."""

    added: tuple[InstrumentVersion, ...]
    known: tuple[InstrumentVersion, ...]


def load_instruments(*, user: Any, folder: Path = FOLDER) -> Loaded:
    """Keep every definition of a folder; again changes nothing, all of it or nothing."""
    found = [definition.parse(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    with transaction.atomic():
        kept = {(row.instrument.slug, row.semver): row for row in _versions()}
        known = [kept.get((one.slug, one.version)) for one in found]
        _refuse_changes(found, known)
        added = [_add(user, one) for one, row in zip(found, known, strict=True) if row is None]
    return Loaded(tuple(added), tuple(row for row in known if row is not None))


def _versions():
    return InstrumentVersion.objects.select_related("instrument")


def _refuse_changes(found: list[Definition], known: list[InstrumentVersion | None]) -> None:
    changed = [
        f"{one.slug} {one.version}"
        for one, row in zip(found, known, strict=True)
        if row is not None and row.sha256 != definition.checksum(one)
    ]
    if changed:
        raise ChangedVersion(", ".join(changed))


def _add(user: Any, one: Definition) -> InstrumentVersion:
    instrument, _created = Instrument.objects.get_or_create(
        slug=one.slug, defaults={"name": one.title.get(definition.FIRST_LANGUAGE)[:120]}
    )
    row = InstrumentVersion.objects.create(
        instrument=instrument,
        semver=one.version,
        definition=definition.canonical_json(one),
        sha256=definition.checksum(one),
    )
    journal.write(user=user, verb="measures.version_loaded", subject=row, detail={"version": one.version})
    return row


def plan(
    *,
    user: Any,
    programme_key: UUID,
    version: InstrumentVersion,
    primary_scale: str,
    forms: tuple[str, str] = ("A", "A"),
) -> AssessmentPlan:
    """Say what a programme asks at the start and at the end (``forms``), and its one primary scale."""
    known = definition_of(version)
    if primary_scale not in known.scale_by_id or not set(forms) <= ({one.id for one in known.forms} or {""}):
        raise UnknownScale(primary_scale)
    wanted = {
        "version_id": version.pk,
        "primary_scale": primary_scale,
        "baseline_form": forms[0],
        "endline_form": forms[1],
    }
    with transaction.atomic():
        row = AssessmentPlan.objects.select_for_update().filter(programme_key=programme_key).first()
        if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
            return row
        _refuse_new_scale(row, primary_scale)
        row, _created = AssessmentPlan.objects.update_or_create(programme_key=programme_key, defaults=wanted)
        journal.write(user=user, verb="measures.planned", subject=row, fields=sorted(wanted))
    return row


def _refuse_new_scale(row: AssessmentPlan | None, primary_scale: str) -> None:
    if row is None or row.primary_scale == primary_scale:
        return
    endlines = Administration.objects.filter(programme_key=row.programme_key, occasion="endline")
    if endlines.exists():
        raise PrimaryScaleFixed(row.primary_scale)
