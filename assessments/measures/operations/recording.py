"""Records answers: ops are kept through the sessions' journal, folded and projected in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from assessments.cohorts.models import Enrolment
from assessments.journal import operations as journal
from assessments.measures import about, consent, scoring, sheets
from assessments.measures.about import About
from assessments.measures.operations import projecting
from assessments.measures.sheets import Sheet
from assessments.sessions import ledger, ops
from assessments.sessions import operations as sessions
from assessments.sessions.ledger import Entry, Folded, Form
from assessments.sessions.operations import Kept


class NothingPlanned(LookupError):
    """The programme asks nothing, so there is nothing to answer."""


class NoConsent(PermissionError):
    """Answers of people who do not agree to questionnaires; ``targets`` says whose. Nothing was kept."""

    def __init__(self, targets: frozenset[str]) -> None:
        self.targets = targets
        super().__init__(f"{len(targets)} without consent to questionnaires")


def record(*, user: Any, sheet: Sheet, form: Form) -> Kept:
    """Record a sheet as it came back; the same twice changes nothing, a second opinion is kept beside."""
    with transaction.atomic():
        _refuse_without_consent(sheet, form)
        kept = sessions.keep_form(user=user, book=sheet.book, form=form, accepts=_judge(sheet))
        projecting.project(sheet, kept.before, kept.folded)
        if kept.stored:
            journal.write(
                user=user,
                verb="measures.answers_recorded",
                subject=sheet.cohort,
                detail={"occasion": sheet.occasion, "cells": kept.stored},
            )
    return kept


def record_answers(
    *, user: Any, enrolment: Enrolment, occasion: str, answers: Mapping[str, ops.Value], how: About
) -> Kept:
    """Record what one person answered, item by item; what is kept already writes nothing."""
    sheet = _sheet(enrolment, occasion)
    values = {about.CELL: _asked_by(user, how), **answers}
    return record(user=user, sheet=sheet, form=_form(sheet, enrolment, values))


def record_outcome(*, user: Any, enrolment: Enrolment, occasion: str, how: About) -> Kept:
    """Record that a person was asked and refused, or could not be asked; it counts as offered."""
    if how.outcome == about.ANSWERED:
        raise ValueError("An answered sheet has answers.")
    sheet = _sheet(enrolment, occasion)
    return record(user=user, sheet=sheet, form=_form(sheet, enrolment, {about.CELL: _asked_by(user, how)}))


def _asked_by(user: Any, how: About) -> dict[str, str]:
    return about.to_value(replace(how, interviewer=how.interviewer or str(user.pk)))


def _sheet(enrolment: Enrolment, occasion: str) -> Sheet:
    found = sheets.sheet_of(enrolment.cohort, occasion)
    if found is None:
        raise NothingPlanned(str(enrolment.cohort.programme_key))
    return found


def _form(sheet: Sheet, enrolment: Enrolment, values: Mapping[str, ops.Value]) -> Form:
    """A form that has just seen what is kept of this person."""
    target = ops.enrolment_target(enrolment.pk)
    folded = ledger.read(sheet.book)
    person = folded.person_of(target)
    entries = []
    for seq, (link_id, value) in enumerate(values.items(), start=1):
        cell = folded.cell(person, sheet.field(link_id))
        entries.append(Entry(seq, target, sheet.field(link_id), value, cell.base if cell else ()))
    return Form(ledger.mint(), "", tuple(entries))


def _refuse_without_consent(sheet: Sheet, form: Form) -> None:
    answering = {
        entry.target
        for entry in form.entries
        if entry.value is not None and not entry.field.endswith(f":{about.CELL}")
    }
    if not answering:
        return
    members = ledger.enrolments_of(sheet.book)
    people = {t: projecting.person(members[t]) for t in answering if t in members}
    agreeing = consent.agreeing(people.values())
    silent = frozenset(target for target, person in people.items() if person not in agreeing)
    if silent:
        raise NoConsent(silent)


def _judge(sheet: Sheet):
    """Answers belong to the sheet's form and are what its items offer."""
    items = {item.link_id for item in sheet.items}

    def accepts(op: ops.ParsedOp, enrolment: Enrolment | None, before: Folded) -> str:
        answer = ops.split_answer(op.field)
        link_id = answer.link_id if answer else ""
        if link_id == about.CELL:
            return "" if op.value is None or about.read(op.value) else "bad_about"
        if link_id not in items:
            return "unknown_item"
        return "" if op.value is None or _is_offered(sheet, link_id, op.value) else "bad_answer"

    return accepts


def _is_offered(sheet: Sheet, link_id: str, value: ops.Value) -> bool:
    if type(value) not in (str, int):
        return False
    try:
        scoring.missing_code(sheet.definition, link_id, value)
    except scoring.InvalidAnswer:
        return False
    return True
