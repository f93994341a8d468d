"""Answers are kept as ops, scored, never overwritten in silence, and never kept without consent."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.journal.models import AuditEntry
from assessments.measures import operations, scoring, sheets
from assessments.measures.about import About
from assessments.measures.models import (
    Administration,
    AssessmentPlan,
    InstrumentVersion,
    ItemResponse,
    ScaleScore,
)
from assessments.measures.operations.instruments import FOLDER
from assessments.models import Attendance, Op
from assessments.people import operations as people
from assessments.sessions import ledger, ops
from assessments.sessions.ledger import Entry, Form
from tests.builders import (
    make_answers,
    make_cohort,
    make_measured_cohort,
    make_member,
    make_plan,
    make_register,
    make_user,
    make_version,
    mark_entry,
    save_marks,
)
from tests.builders.measures import DAYS, SCALE, answers_worth, make_sheet_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_scope")]


@pytest.fixture
def member():
    cohort = make_cohort()
    make_plan(cohort)
    return make_member(cohort)


def score_of(member, occasion="baseline"):
    return ScaleScore.objects.get(administration__enrolment=member, administration__occasion=occasion).value


def test_loading_again_changes_nothing():
    first = operations.load_instruments(user=None)

    again = operations.load_instruments(user=None)

    assert len(first.added) == len(list(FOLDER.glob("*.json"))) == InstrumentVersion.objects.count()
    assert again.added == () and len(again.known) == len(first.added)


def test_other_content_under_a_kept_version_is_refused_whole(tmp_path):
    make_version()
    raw = json.loads((FOLDER / "derechos-crianza.json").read_text())
    raw["items"][0]["text"]["es"] = "Otra frase."
    (tmp_path / "b.json").write_text(json.dumps(raw))
    (tmp_path / "a.json").write_text(json.dumps({**raw, "slug": "nuevo"}))
    before = set(InstrumentVersion.objects.values_list("sha256"))

    with pytest.raises(operations.ChangedVersion, match="derechos-crianza 1.0.0"):
        operations.load_instruments(user=None, folder=tmp_path)

    assert set(InstrumentVersion.objects.values_list("sha256")) == before


def test_a_plan_names_a_scale_of_the_version_and_is_made_once():
    cohort, version = make_cohort(), make_version()
    plan = make_plan(cohort)

    assert make_plan(cohort) == plan
    with pytest.raises(operations.UnknownScale):
        operations.plan(
            user=None, programme_key=cohort.programme_key, version=version, primary_scale="inventada"
        )
    assert AssessmentPlan.objects.get().primary_scale == SCALE


def test_answers_are_kept_scored_and_journalled(member):
    user = make_user()

    kept = make_answers(member, points=13, user=user, mode="read_aloud")

    row = Administration.objects.get()
    assert (row.occasion, row.outcome, row.form, row.mode, row.on) == (
        "baseline",
        "answered",
        "A",
        "read_aloud",
        DAYS["baseline"],
    )
    assert (row.participant, row.interviewer, row.in_conflict) == (member.participant, user, False)
    assert kept.stored == Op.objects.count() == 21
    assert ItemResponse.objects.count() == 20
    assert score_of(member) == 13.0
    assert AuditEntry.objects.get(verb="measures.answers_recorded").detail == {
        "occasion": "baseline",
        "cells": 21,
    }


def test_the_same_answers_again_write_nothing(member):
    make_answers(member, points=13)
    before = list(Op.objects.values_list("pk")), list(ScaleScore.objects.values_list("pk"))

    kept = make_answers(member, points=13)

    assert kept.stored == 0
    assert (list(Op.objects.values_list("pk")), list(ScaleScore.objects.values_list("pk"))) == before


def test_a_correction_scores_again_and_keeps_what_was_said_before(member):
    make_answers(member, points=13)

    make_answers(member, points=14)

    assert score_of(member) == 14.0
    assert Op.objects.count() == 22


def test_reasons_for_a_missing_answer_are_kept_apart_and_score_nothing(member):
    answers = answers_worth(20) | {"A01": "skipped", "A02": "refused", "A03": "illegible", "A04": "no_se"}

    make_answers(member, answers=answers)

    missing = dict(ItemResponse.objects.exclude(missing="").values_list("link_id", "missing"))
    assert missing == {"A01": "skipped", "A02": "refused", "A03": "illegible"}
    assert ItemResponse.objects.get(link_id="A04").value == "no_se"
    assert score_of(member) == 16.0


def test_a_second_opinion_is_shown_and_settled_not_swallowed(member):
    make_answers(member, points=20)
    sheet, form = make_sheet_form(member, "A01", "no")

    operations.record(user=make_user(), sheet=sheet, form=form)

    cell = ledger.read(sheet.book).cell(str(member.participant_id), sheet.field("A01"))
    assert {head.value for head in cell.heads} == {"si", "no"}
    assert Administration.objects.get().in_conflict
    chosen = next(head.id for head in cell.heads if head.value == "no")
    _sheet, settled = make_sheet_form(member, "A01", None, cell.base, choose=chosen)
    operations.record(user=make_user(), sheet=sheet, form=settled)
    assert not Administration.objects.get().in_conflict
    assert score_of(member) == 19.0


def test_answers_without_consent_are_refused_and_leave_nothing(member):
    silent = make_member(member.cohort, agrees=False)

    with pytest.raises(operations.NoConsent) as refusal:
        make_answers(silent)

    assert refusal.value.targets == {ops.enrolment_target(silent.pk)}
    assert not Op.objects.exists() and not Administration.objects.exists()


def test_answers_after_a_withdrawal_are_refused(member):
    make_answers(member)
    people.withdraw_consent(
        user=make_user(), participant=member.participant, purpose="measures", on=date(2026, 1, 20)
    )

    with pytest.raises(operations.NoConsent):
        make_answers(member, "endline")


@pytest.mark.parametrize("outcome", ["refused", "not_possible"])
def test_an_offer_counts_without_answers_and_without_consent(member, outcome):
    silent = make_member(member.cohort, agrees=False)

    make_answers(silent, "endline", outcome=outcome)

    row = Administration.objects.get()
    assert (row.enrolment, row.occasion, row.outcome) == (silent, "endline", outcome)
    assert not ScaleScore.objects.exists()


def test_answers_that_are_all_taken_back_leave_no_administration(member):
    make_answers(member, answers={"A01": "si"})

    make_answers(member, answers={"A01": None})

    assert not Administration.objects.exists() and not ScaleScore.objects.exists()
    assert Op.objects.count() == 3


@pytest.mark.parametrize(
    ("link_id", "value", "why"),
    [
        ("B01", "si", "unknown_item"),
        ("A01", "perhaps", "bad_answer"),
        ("A01", ["si"], "bad_answer"),
        ("A01", True, "bad_answer"),
        ("_about", {"outcome": "answered"}, "bad_about"),
    ],
)
def test_what_the_sheet_does_not_offer_is_kept_aside(member, link_id, value, why):
    sheet, form = make_sheet_form(member, link_id, value)

    kept = operations.record(user=make_user(), sheet=sheet, form=form)

    assert [outcome.why for outcome in kept.aside] == [why]
    assert not Administration.objects.exists()


def newer_version(folder):
    """The same questionnaire under a higher number."""
    raw = json.loads((FOLDER / "derechos-crianza.json").read_text())
    (folder / "newer.json").write_text(json.dumps({**raw, "version": "2.0.0"}))
    return operations.load_instruments(user=None, folder=folder).added[0]


def test_a_cohort_stays_with_the_version_of_its_first_baseline(member, tmp_path):
    make_answers(member)
    newer = newer_version(tmp_path)

    plan = operations.plan(
        user=None, programme_key=member.cohort.programme_key, version=newer, primary_scale=SCALE
    )

    assert plan.version == newer
    assert sheets.sheet_of(member.cohort, "endline").version == make_version()


def test_the_primary_scale_stays_after_the_first_endline(member, tmp_path):
    make_answers(member, "endline")
    raw = json.loads((FOLDER / "derechos-crianza.json").read_text())
    raw |= {"version": "2.0.0", "scales": [{**raw["scales"][0], "id": "otra"}]}
    (tmp_path / "newer.json").write_text(json.dumps(raw))
    newer = operations.load_instruments(user=None, folder=tmp_path).added[0]

    with pytest.raises(operations.PrimaryScaleFixed):
        operations.plan(
            user=None, programme_key=member.cohort.programme_key, version=newer, primary_scale="otra"
        )

    assert AssessmentPlan.objects.get().primary_scale == SCALE


def test_sessions_attended_before_are_counted_by_the_day_asked(member):
    session, _none = make_register(0, cohort=member.cohort, on=date(2026, 1, 5))
    save_marks(make_user(), session, mark_entry(5, member))

    make_answers(member, "baseline", on=date(2026, 1, 5))
    make_answers(member, "endline", on=date(2026, 1, 6))

    counts = dict(Administration.objects.values_list("occasion", "sessions_before"))
    assert counts == {"baseline": 0, "endline": 1}


def test_changing_every_answer_changes_no_mark():
    cohort, members = make_measured_cohort([(3, 18), (4, 17)])
    session, _none = make_register(0, cohort=cohort)
    save_marks(make_user(), session, *(mark_entry(5 + n, one) for n, one in enumerate(members)))
    marks = list(Attendance.objects.values().order_by("pk"))

    for member in members:
        make_answers(member, "baseline", 20)
        make_answers(member, "endline", 0)

    assert list(Attendance.objects.values().order_by("pk")) == marks
    assert {score_of(member, "endline") for member in members} == {0.0}


def test_rescoring_mends_a_wrong_score_and_leaves_the_others(member, write_gate_lifted):
    make_answers(member, points=11)
    make_answers(member, "endline", points=15)
    untouched = ScaleScore.objects.get(administration__occasion="endline").pk
    ScaleScore.objects.filter(administration__occasion="baseline").update(value=3.0)

    tried = operations.rescore(user=None, dry_run=True)
    done = operations.rescore(user=None)

    assert (tried.seen, tried.changed) == (done.seen, done.changed) == (2, 1)
    assert score_of(member) == 11.0
    assert ScaleScore.objects.get(administration__occasion="endline").pk == untouched
    assert operations.rescore(user=None).changed == 0
    assert ScaleScore.objects.filter(scoring_version=scoring.SCORING_VERSION).count() == 2


def test_recording_takes_the_same_queries_for_one_person_and_for_three():
    cohort = make_cohort()
    make_plan(cohort)
    members = [make_member(cohort) for _ in range(4)]
    user = make_user()

    def form(people):
        sheet = sheets.sheet_of(cohort, "baseline")
        entries = [
            Entry(row * 100 + n, ops.enrolment_target(one.pk), sheet.field(link), value)
            for row, one in enumerate(people, start=1)
            for n, (link, value) in enumerate(answers_worth(9).items())
        ]
        return sheet, Form(ledger.mint(), "", tuple(entries))

    counts = []
    for people_of_form in (members[:1], members[1:]):
        sheet, posted = form(people_of_form)
        with CaptureQueriesContext(connection) as seen:
            operations.record(user=user, sheet=sheet, form=posted)
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert Administration.objects.count() == 4


def test_about_must_say_offered_where_no_answers_are(member):
    with pytest.raises(ValueError, match="answers"):
        operations.record_outcome(
            user=make_user(), enrolment=member, occasion="baseline", how=About(date(2026, 1, 5))
        )
