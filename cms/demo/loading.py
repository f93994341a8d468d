"""Makes the whole demo, or nothing of it; what is there already stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from assessments import scope
from assessments.certificates.models import Certificate
from assessments.cohorts.models import Cohort
from assessments.facilities.models import Facility
from assessments.people.models import Participant
from assessments.sessions.models import Session
from cms.demo import answers, arrivals, endings, registers
from cms.demo.groups import PLACES, Calendar
from cms.demo.story import Story, World
from cms.first_run import operations as first_run


@dataclass(frozen=True)
class Made:
    """How much the demo holds; ``is_new`` says whether it was made now."""

    is_new: bool
    people: int
    groups: int
    sessions: int
    certificates: int


def load(*, today: date, say: Callable[[str], None]) -> Made:
    """Lay the foundations, then let the story of the demo happen up to ``today``."""
    with scope.use(scope.system("setup")):
        if Facility.objects.filter(code__in=PLACES).exists():
            return _count(is_new=False)
        for step in first_run.lay_foundations():
            say(step.words)
        with transaction.atomic():
            _tell(World(Calendar(today), _programme()), say)
        return _count(is_new=True)


def _programme() -> UUID:
    programme, _step = first_run.load_starter()
    return programme


def _tell(world: World, say: Callable[[str], None]) -> None:
    story = Story()
    for chapter in (arrivals, answers, registers, endings):
        chapter.plan(story, world)
    story.tell(say)


def _count(*, is_new: bool) -> Made:
    places = Facility.objects.filter(code__in=PLACES)
    return Made(
        is_new=is_new,
        people=Participant.objects.filter(stays__facility__in=places).distinct().count(),
        groups=Cohort.objects.filter(facility__in=places).count(),
        sessions=Session.objects.filter(facility__in=places).count(),
        certificates=Certificate.objects.filter(facility__in=places).count(),
    )
