"""Which questionnaire a cohort answers on which occasion, and what its ops add up to (QUERY)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from assessments.cohorts.models import Cohort
from assessments.measures import about, definition
from assessments.measures.about import About
from assessments.measures.models import Administration, AssessmentPlan, InstrumentVersion
from assessments.measures.parts import Definition, Item
from assessments.sessions import fold, ops
from assessments.sessions.ledger import Folded, Ledger

Occasion = Administration.Occasion


@dataclass(frozen=True)
class Sheet:
    """One cohort, one occasion, one form of one version: what a page of answers is about."""

    cohort: Cohort
    occasion: str
    version: InstrumentVersion
    form: str

    @property
    def definition(self) -> Definition:
        return definition_of(self.version)

    @property
    def items(self) -> tuple[Item, ...]:
        return self.definition.items_of(self.form)

    @property
    def book(self) -> Ledger:
        return Ledger(self.cohort, prefix=f"answer:{self.occasion}:{self.version.pk}:")

    def field(self, link_id: str) -> str:
        return ops.answer_field(self.occasion, self.version.pk, link_id)


@dataclass
class Said:
    """What one person's ops on a sheet add up to."""

    target: str = ""
    head: str = ""
    about: About | None = None
    answers: dict[str, ops.Value] = field(default_factory=dict)
    in_conflict: bool = False

    @property
    def outcome(self) -> str:
        """What came of the asking; empty while there is neither an answer nor a reason for none."""
        if self.answers:
            return about.ANSWERED
        offered = self.about is not None and self.about.outcome != about.ANSWERED
        return self.about.outcome if self.about and offered else ""


@lru_cache(maxsize=32)
def _parsed(text: str) -> Definition:
    return definition.parse(text)


def definition_of(version: InstrumentVersion) -> Definition:
    """The definition a version froze."""
    return _parsed(version.definition)


def plan_of(programme_key: UUID) -> AssessmentPlan | None:
    """What the programme plans to ask."""
    found = AssessmentPlan.objects.filter(programme_key=programme_key)
    return found.select_related("version__instrument").first()


def version_of(cohort: Cohort, plan: AssessmentPlan | None) -> InstrumentVersion | None:
    """The version of the cohort's first baseline, or before there is one that of the plan."""
    pinned = InstrumentVersion.objects.pinned_by(cohort).select_related("instrument").first()
    return pinned or (plan.version if plan else None)


def sheet_of(cohort: Cohort, occasion: str) -> Sheet | None:
    """The sheet of an occasion; None where the programme asks nothing. At most three queries."""
    plan = plan_of(cohort.programme_key)
    version = version_of(cohort, plan)
    if version is None:
        return None
    used = Administration.objects.of_sheet(cohort, version, occasion).order_by("on", "pk")
    form = used.values_list("form", flat=True).first()
    if form is None and plan is not None:
        form = plan.baseline_form if occasion == Occasion.BASELINE else plan.endline_form
    forms = [one.id for one in definition_of(version).forms]
    return Sheet(cohort, occasion, version, form if form in forms else next(iter(forms), ""))


def said(folded: Folded, people: Iterable[str] | None = None) -> Mapping[str, Said]:
    """What each person's cells add up to; only those of ``people`` where they are given."""
    wanted = None if people is None else set(people)
    found: dict[str, Said] = {}
    for (person, name), cell in folded.cells.items():
        answer = ops.split_answer(name)
        if answer is not None and (wanted is None or person in wanted):
            _add(found.setdefault(person, Said()), answer.link_id, cell)
    return found


def _add(person: Said, link_id: str, cell: fold.Cell) -> None:
    person.in_conflict = person.in_conflict or cell.conflict
    person.target = person.target or cell.heads[-1].target
    person.head = person.head or cell.chosen
    if link_id == about.CELL:
        person.about, person.head = about.read(cell.value), cell.chosen
    elif cell.value is not None:
        person.answers[link_id] = cell.value


def accounts(keys: Iterable[str]) -> dict[str, Any]:
    """The accounts that these keys, as ops hold them, mean; unknown ones are left out."""
    users = get_user_model().objects.filter(pk__in=[key for key in keys if _is_key(key)])
    return {str(user.pk): user for user in users}


def _is_key(text: str) -> bool:
    try:
        get_user_model()._meta.pk.clean(text, None)
    except ValidationError:
        return False
    return bool(text)
