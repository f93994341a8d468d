"""Moves a cohort to the programme as it is today, and back while nothing was recorded since."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.cohorts import operations as cohorts
from assessments.cohorts.models import Cohort
from assessments.journal import operations as journal
from assessments.sessions import moves
from assessments.sessions.models import Session, VersionMove
from assessments.sessions.rearrangement import Effect
from curriculum import outline


class NothingNewer(Exception):
    """The cohort takes what is live already."""


class PreviewOutdated(Exception):
    """Something changed after the preview was shown, so its reader has to look again."""


class NotUndoable(Exception):
    """Something was recorded, or changed again, since the move."""


def move_cohort(*, user: Any, cohort: Cohort, key: UUID, seen: str) -> VersionMove:
    """Move to what is live, if that is what the preview with this fingerprint showed.

    The same key again is the same move. Sessions that were held, shortened, called off, marked, or whose
    day has come are not written at all.
    """
    with transaction.atomic():
        cohort = _locked(cohort)
        known = VersionMove.objects.filter(pk=key).first()
        if known is not None:
            return _same(known, cohort)
        if cohort.closed_on is not None:
            raise cohorts.CohortClosed(cohort.code)
        plan = moves.preview(cohort)
        if plan is None:
            raise NothingNewer(cohort.code)
        version = outline.freeze(cohort.programme_key, cohort.language, user=user)
        if (plan.fingerprint, plan.newer.sha256) != (seen, version.sha256):
            raise PreviewOutdated(cohort.code)
        return _move(user, cohort, key, plan, version)


def _locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, for us alone: registers of its sessions wait as well."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    return Cohort.objects.select_related("facility").get(pk=cohort.pk)


def _same(known: VersionMove, cohort: Cohort) -> VersionMove:
    if known.cohort_id != cohort.pk:
        raise cohorts.KeyUsed(cohort.code)
    return known


def _move(
    user: Any, cohort: Cohort, key: UUID, plan: moves.Preview, version: outline.VersionOutline
) -> VersionMove:
    move = VersionMove(
        pk=key,
        facility=cohort.facility,
        cohort=cohort,
        from_sha256=cohort.programme_sha256,
        to_sha256=version.sha256,
        moved_by=user,
    )
    rows = []
    for one in plan.sessions:
        if one.effect not in (Effect.KEPT, Effect.SAME):
            was = _kept(one.session)
            rows.append(_with(one.session, moves.lesson_columns(one.lesson)))
            move.sessions.append({"session": str(one.session.pk), "was": was, "became": _kept(one.session)})
    Session.objects.bulk_update(rows, moves.COLUMNS)
    cohorts.take_version(user=user, cohort=cohort, version=version)
    _insert(move)
    journal.write(user=user, verb="sessions.replanned", subject=cohort, detail={"sessions": len(rows)})
    return move


def _insert(move: VersionMove) -> None:
    try:
        move.save(force_insert=True)
    except IntegrityError as refusal:
        raise cohorts.KeyUsed(str(move.pk)) from refusal


def undo_move(*, user: Any, move: VersionMove) -> VersionMove:
    """Put version and sessions back as they were; a move that was undone already stays so."""
    with transaction.atomic():
        cohort = _locked(move.cohort)
        move = VersionMove.objects.get(pk=move.pk)
        if move.undone_at is not None:
            return move
        last = moves.undoable(cohort)
        if last is None or last.pk != move.pk:
            raise NotUndoable(cohort.code)
        rows = _restored(move)
        Session.objects.bulk_update(rows, moves.COLUMNS)
        cohorts.take_version(user=user, cohort=cohort, version=outline.version(move.from_sha256))
        move.undone_by, move.undone_at = user, timezone.now()
        move.save(update_fields=["undone_by", "undone_at"])
        journal.write(user=user, verb="sessions.move_undone", subject=cohort, detail={"sessions": len(rows)})
    return move


def _restored(move: VersionMove) -> list[Session]:
    """The sessions of a move with what they had before; refused if one is not as the move left it."""
    rows = {str(row.pk): row for row in Session.objects.filter(cohort=move.cohort_id)}
    for entry in move.sessions:
        row = rows.get(entry["session"])
        if row is None or _kept(row) != entry["became"]:
            raise NotUndoable(entry["session"])
    return [_with(rows[entry["session"]], entry["was"]) for entry in move.sessions]


def _kept(session: Session) -> dict[str, Any]:
    """The lesson of a session as JSON holds it."""
    columns = moves.columns_of(session)
    return columns | {"lesson_key": str(columns["lesson_key"]) if columns["lesson_key"] else None}


def _with(session: Session, columns: dict[str, Any]) -> Session:
    for name, value in columns.items():
        setattr(session, name, value)
    return session
