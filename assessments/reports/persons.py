"""What the psychologist sees of single people: two scores each, and the answers side by side (QUERY)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.access import policies
from assessments.access.roles import Action
from assessments.cohorts.models import Cohort, Enrolment
from assessments.measures import phrases as questionnaires
from assessments.measures.parts import Definition, Item, Missing
from assessments.people import identity
from assessments.reports import rows
from assessments.reports.indicators import Person, Taken
from assessments.reports.rows import Asked, CohortRows


@dataclass(frozen=True)
class ScoreRow:
    """One person and the two scores on the scale of the report."""

    person: Person
    name: str
    baseline: float | None
    endline: float | None

    @property
    def change(self) -> float | None:
        return None if None in (self.baseline, self.endline) else self.endline - self.baseline


@dataclass(frozen=True)
class PeoplePage:
    asked: Asked | None
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class QuestionRow:
    """One question and what was answered at the start and at the end."""

    number: int
    text: str
    baseline: str
    endline: str


@dataclass(frozen=True)
class PersonPage:
    """One person; ``person`` is None where the group was asked nothing."""

    asked: Asked | None
    person: Person | None
    name: str
    scales: tuple[tuple[str, ScoreRow], ...] = ()
    taken: tuple[tuple[str, Taken | None], ...] = ()
    questions: tuple[QuestionRow, ...] = ()


def people_page(found: CohortRows, user: Any) -> PeoplePage:
    """Everybody of the cohort with two, one or no score."""
    if found.asked is None:
        return PeoplePage(None, ())
    names = _names(found.cohort, user, [person.key for person in found.people])
    shown = [
        ScoreRow(person, names.get(person.key, ""), *person.scores(found.asked.scale))
        for person in found.people
    ]
    return PeoplePage(
        found.asked, tuple(sorted(shown, key=lambda row: (row.name.casefold(), row.person.code)))
    )


def person_page(found: CohortRows, enrolment: Enrolment, user: Any) -> PersonPage:
    """One person's scores on every scale, and the answers behind them."""
    key = rows.person_of(enrolment)
    names = _names(found.cohort, user, [key])
    person = next((one for one in found.people if one.key == key), None)
    if found.asked is None or person is None:
        return PersonPage(found.asked, person, names.get(key, ""))
    definition = found.asked.definition
    taken = (("baseline", person.baseline), ("endline", person.endline))
    scales = [
        (questionnaires.text(scale.title), ScoreRow(person, "", *person.scores(scale.id)))
        for scale in definition.scales
    ]
    answers = rows.answers_of([one for _occasion, one in taken if one])
    questions = _questions(
        definition, [(one, answers.get(one.administration, {}) if one else {}) for _, one in taken]
    )
    return PersonPage(found.asked, person, names.get(key, ""), tuple(scales), taken, questions)


def _names(cohort: Cohort, user: Any, people: list[UUID]) -> dict[UUID, str]:
    facility = cohort.facility
    if facility.codes_only or not policies.may(user, Action.SEE_IDENTITY, facility.pk):
        return {}
    found = identity.names_of(people, user=user, purpose="scores")
    return {person: name.preferred for person, name in found.items()}


def _questions(
    definition: Definition, sides: list[tuple[Taken | None, dict[str, str]]]
) -> tuple[QuestionRow, ...]:
    """The questions of the same form side by side; of two forms, one after the other."""
    forms = list(dict.fromkeys(taken.form for taken, _answers in sides if taken))
    items = [(form, n, item) for form in forms for n, item in enumerate(definition.items_of(form), start=1)]
    return tuple(
        QuestionRow(
            number,
            questionnaires.text(item.text),
            *(
                _words(definition, item, answers) if taken and taken.form == form else "–"
                for taken, answers in sides
            ),
        )
        for form, number, item in items
    )


def _words(definition: Definition, item: Item, answers: dict[str, str]) -> str:
    value = answers.get(item.link_id, Missing.NOT_ASKED)
    if value in set(Missing):
        return str(questionnaires.REASONS[Missing(value)])
    responses = definition.responses_by_id.get(item.response_scale or "")
    option = responses.by_code.get(value) if responses else None
    return questionnaires.text(option.label) if option else value
