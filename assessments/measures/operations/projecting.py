"""Writes what the ops of a sheet add up to: one administration a person, its answers and its scores."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from assessments.cohorts.models import Enrolment
from assessments.measures import scoring, sheets
from assessments.measures.models import Administration, ItemResponse, ScaleScore
from assessments.measures.sheets import Said, Sheet
from assessments.sessions import marks
from assessments.sessions.ledger import Folded
from assessments.sessions.models import Attendance

COLUMNS = ("form", "outcome", "mode", "language", "on", "sessions_before", "interviewer", "in_conflict")


def person(enrolment: Enrolment) -> UUID:
    """The canonical participant."""
    return enrolment.participant.merged_into_id or enrolment.participant_id


def project(sheet: Sheet, before: Folded, after: Folded) -> None:
    """Bring the rows of everybody whose sheet has changed up to date, in the same number of queries."""
    was, now = sheets.said(before), sheets.said(after)
    changed = {key: one for key, one in now.items() if was.get(key) != one}
    if not changed:
        return
    rows = _present(sheet, changed)
    gone = [rows[key].pk for key, one in changed.items() if not one.outcome and key in rows]
    standing = {key: one for key, one in changed.items() if one.outcome}
    written = _write(sheet, standing, rows, after)
    _clear([*(row.pk for row in written.values()), *gone])
    Administration.objects.filter(pk__in=gone).delete()
    _write_answers(sheet, written, standing)


def _present(sheet: Sheet, changed: Iterable[str]) -> dict[str, Administration]:
    """The administrations these people have on this sheet, by canonical person."""
    rows = Administration.objects.of_sheet(sheet.cohort, sheet.version, sheet.occasion)
    wanted = set(changed)
    found = {str(person(row.enrolment)): row for row in rows.select_related("enrolment__participant")}
    return {key: row for key, row in found.items() if key in wanted}


def _write(
    sheet: Sheet, standing: Mapping[str, Said], rows: Mapping[str, Administration], after: Folded
) -> dict[str, Administration]:
    came = _days_attended(sheet, standing)
    interviewers = sheets.accounts({one.about.interviewer for one in standing.values() if one.about})
    written = {}
    for key, one in standing.items():
        row = rows.get(key) or _blank(sheet, after.enrolments[one.target])
        for name, value in _columns(sheet, one, came.get(key, []), interviewers, after).items():
            setattr(row, name, value)
        written[key] = row
    fresh = [row for key, row in written.items() if key not in rows]
    Administration.objects.bulk_create(fresh)
    Administration.objects.bulk_update([row for key, row in written.items() if key in rows], COLUMNS)
    return written


def _blank(sheet: Sheet, enrolment: Enrolment) -> Administration:
    return Administration(
        facility_id=sheet.cohort.facility_id,
        participant_id=person(enrolment),
        enrolment=enrolment,
        programme_key=sheet.cohort.programme_key,
        programme_sha256=sheet.cohort.programme_sha256,
        version=sheet.version,
        occasion=sheet.occasion,
    )


def _columns(
    sheet: Sheet, one: Said, days: list[Any], interviewers: Mapping[str, Any], after: Folded
) -> dict[str, Any]:
    how = one.about
    writer = after.writers[one.head]
    on = how.on if how else writer.received_at.date()
    return {
        "form": sheet.form,
        "outcome": one.outcome,
        "mode": how.mode if how else Administration.Mode.PAPER_KEYED,
        "language": how.language if how else sheet.cohort.language,
        "on": on,
        "sessions_before": sum(day < on for day in days),
        "interviewer": interviewers.get(how.interviewer if how else "") or writer.user,
        "in_conflict": one.in_conflict,
    }


def _days_attended(sheet: Sheet, people: Iterable[str]) -> dict[str, list[Any]]:
    rows = Attendance.objects.filter(
        session__cohort=sheet.cohort, participant__in=list(people), status__in=list(marks.ATTENDED)
    )
    days: dict[str, list[Any]] = {}
    for participant, on in rows.values_list("participant_id", "session__on"):
        days.setdefault(str(participant), []).append(on)
    return days


def _clear(administrations: list[UUID]) -> None:
    ItemResponse.objects.filter(administration__in=administrations).delete()
    ScaleScore.objects.filter(administration__in=administrations).delete()


def _write_answers(sheet: Sheet, written: Mapping[str, Administration], standing: Mapping[str, Said]) -> None:
    responses, scores = [], []
    for key, row in written.items():
        answers = standing[key].answers
        responses += [_response(sheet, row, link_id, value) for link_id, value in sorted(answers.items())]
        scores += score_rows(row, scoring.score(sheet.definition, answers)) if answers else []
    ItemResponse.objects.bulk_create(responses)
    ScaleScore.objects.bulk_create(scores)


def _response(sheet: Sheet, row: Administration, link_id: str, value: Any) -> ItemResponse:
    missing = scoring.missing_code(sheet.definition, link_id, value)
    return ItemResponse(
        facility_id=row.facility_id,
        administration=row,
        link_id=link_id,
        value="" if missing else str(value),
        missing=str(missing or ""),
    )


def score_rows(row: Administration, scores: Mapping[str, scoring.ScaleScore]) -> list[ScaleScore]:
    """The scores of one administration as rows."""
    return [
        ScaleScore(
            facility_id=row.facility_id,
            administration=row,
            scale=scale,
            value=score.value,
            n_answered=score.n_answered,
            prorated=score.prorated,
            scoring_version=score.scoring_version,
        )
        for scale, score in scores.items()
    ]
