"""A list of people is checked and brought in: all of it or nothing, and a second run changes nothing."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from assessments.facilities import operations as facilities
from assessments.facilities.models import Facility, Unit
from assessments.jobs.models import Job
from assessments.journal import operations as journal
from assessments.people import identity
from assessments.people.importing import drafts, entries, headings, matching
from assessments.people.importing.drafts import Terms
from assessments.people.importing.entries import Entry, Problem
from assessments.people.importing.matching import Here, Match, Notice, Question
from assessments.people.importing.reading import Table
from assessments.people.likeness import folded, name_key
from assessments.people.models import ExternalId, Participant
from assessments.people.operations.rows import PeopleResource

SAMPLE = 3


@dataclass(frozen=True)
class Report:
    """What a list holds, what it would do or did, and what stands in its way."""

    total: int
    new: int
    known: int
    linked: int
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    notices: tuple[Notice, ...]
    new_units: tuple[str, ...]
    mapping: dict[int, headings.Field]
    sample: tuple[Entry, ...] = ()
    written: bool = False

    @property
    def unanswered(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.answer)

    @property
    def is_clean(self) -> bool:
        """Whether the list could be brought in as it stands."""
        return not self.problems and not self.unanswered


def check_list(*, user: Any, facility: Facility, table: Table, terms: Terms) -> Report:
    """The dry run: everything is tried, nothing stays."""
    return import_people(user=user, facility=facility, table=table, terms=terms, dry_run=True)


def import_people(
    *, user: Any, facility: Facility, table: Table, terms: Terms, dry_run: bool = False
) -> Report:
    """Bring in every row or none; the report says which rows stand in the way and why."""
    mapping = dict(headings.guess(table.header) if terms.mapping is None else terms.mapping)
    mapping = {at: which for at, which in mapping.items() if not headings.is_forbidden(table.header[at])}
    lacking = tuple(Problem(table.header_row, "", code) for code in headings.problems_of(mapping))
    if lacking:
        return Report(len(table.rows), 0, 0, 0, lacking, (), _columns_left_out(table, mapping), (), mapping)
    with transaction.atomic():
        report = _within(user, facility, table, replace(terms, mapping=mapping), dry_run)
        if dry_run or not report.written:
            return report
        journal.write(
            user=user,
            verb="people.imported",
            facility=facility,
            detail={
                "sha256": table.sha256,
                "new": report.new,
                "known": report.known,
                "linked": report.linked,
            },
        )
    return report


def confirm_list(*, user: Any, job: Job, draft: drafts.Draft) -> Report | None:
    """Bring in a kept list once; None says that the same list was confirmed before."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.state == Job.State.DONE:
            return None
        report = import_people(user=user, facility=locked.facility, table=draft.table, terms=draft.terms)
        if report.written:
            locked.state = Job.State.DONE
            locked.done = locked.total
            locked.result = {"new": report.new, "known": report.known, "linked": report.linked}
            locked.save(update_fields=["state", "done", "result"])
            transaction.on_commit(lambda: drafts.path_of(job.pk).unlink(missing_ok=True))
    return report


def _within(user: Any, facility: Facility, table: Table, terms: Terms, dry_run: bool) -> Report:
    mapping = dict(terms.mapping or {})
    today = timezone.localdate(timezone=ZoneInfo(facility.time_zone))
    found, problems = entries.read_entries(table.header, table.rows, mapping, today)
    keys = _keys(facility, table, mapping, found)
    sorted_out = matching.match(
        found, keys, _who_is_here(user, facility, keys), terms.choices, terms.same_name
    )
    units = _units(facility)
    report = Report(
        total=len(table.rows),
        new=len(sorted_out.new),
        known=len(sorted_out.known),
        linked=len(sorted_out.linked),
        problems=(*problems, *sorted_out.problems),
        questions=sorted_out.questions,
        notices=(*_columns_left_out(table, mapping), *sorted_out.notices),
        new_units=_new_units(units, sorted_out.new),
        mapping=mapping,
        sample=sorted_out.new[:SAMPLE],
    )
    if not report.is_clean:
        return report
    return _write(user, facility, report, _work(sorted_out, keys, today), dry_run)


def _work(sorted_out: Match, keys: dict[int, tuple[str, str]], today: Any) -> list[dict[str, Any]]:
    """One plain row for the engine per person to register or to recognise."""
    codes_of = sorted_out.linked
    registered = [
        {**vars(entry), "from_on": entry.from_on or today, "key": keys[entry.row], "code": ""}
        for entry in sorted_out.new
    ]
    recognised = [
        {**vars(Entry(row, "", "", "")), "key": keys[row], "code": code} for row, code in codes_of.items()
    ]
    return registered + recognised


def _write(
    user: Any, facility: Facility, report: Report, work: list[dict[str, Any]], dry_run: bool
) -> Report:
    with transaction.atomic():
        for name in report.new_units if not dry_run else ():
            facilities.add_unit(user=user, facility=facility, name=name)
        outcome = PeopleResource(user, facility, _units(facility)).bring(work, dry_run=dry_run)
        if outcome.problems:
            transaction.set_rollback(True)
    return replace(
        report,
        new=report.new - outcome.known,
        known=report.known + outcome.known,
        problems=outcome.problems,
        written=not dry_run and not outcome.problems,
    )


def _keys(
    facility: Facility, table: Table, mapping: dict[int, headings.Field], found: tuple[Entry, ...]
) -> dict[int, tuple[str, str]]:
    column = next((at for at, which in mapping.items() if which is headings.Field.EXTERNAL_ID), None)
    heading = folded(table.header[column])[:60] if column is not None else ""
    id_source = f"{facility.code}:{heading}"
    file_source = f"{facility.code}:file:{table.sha256[:40]}"
    return {entry.row: matching.key_of(entry, id_source, file_source) for entry in found}


def _who_is_here(user: Any, facility: Facility, keys: dict[int, tuple[str, str]]) -> Here:
    sources = {source for source, _ in keys.values()}
    by_key = {
        (row.source, row.value): row.participant.code
        for row in ExternalId.objects.filter(source__in=sources).select_related("participant")
    }
    names = identity.names_at(facility.pk, user=user, purpose="import")
    codes_of = dict(Participant.objects.staying_at(facility, timezone.localdate()).values_list("pk", "code"))
    by_name: dict[str, list[str]] = defaultdict(list)
    for participant_id, name in sorted(names.items(), key=lambda one: codes_of.get(one[0], "")):
        by_name[name_key(name.given_names, name.surnames)].append(codes_of[participant_id])
    return Here(by_key, {key: tuple(codes) for key, codes in by_name.items()})


def _units(facility: Facility) -> dict[str, Unit]:
    return {folded(unit.name): unit for unit in Unit.objects.filter(facility=facility)}


def _new_units(units: dict[str, Unit], new: tuple[Entry, ...]) -> tuple[str, ...]:
    wanted = {folded(entry.unit): entry.unit for entry in reversed(new) if entry.unit}
    return tuple(sorted(name for key, name in wanted.items() if key not in units))


def _columns_left_out(table: Table, mapping: dict[int, headings.Field]) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            "column_forbidden" if headings.is_forbidden(heading) else "column_left_out",
            details={"column": heading},
        )
        for index, heading in enumerate(table.header)
        if heading and index not in mapping
    )
