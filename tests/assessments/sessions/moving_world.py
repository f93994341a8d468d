"""A published programme, a cohort that takes it, and an author who goes on editing."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from assessments import scope
from assessments.cohorts import operations as cohorts
from assessments.models import Cohort, Session
from assessments.sessions import moves, operations
from curriculum.models import LessonPage, ModulePage
from tests.builders import make_facility, make_posting
from tests.builders.curriculum import make_lesson, make_module, make_programme

#: The first session was five days ago, the others are to come.
EVERY = 15


@dataclass
class Workshop:
    """The tree of pages, the cohort and its coordinator."""

    programme: Any
    module: Any
    facility: Any
    coordinator: Any
    cohort: Cohort

    def sessions(self):
        return list(Session.objects.filter(cohort=self.cohort).order_by("number"))

    def titles(self):
        return [one.lesson_title for one in self.sessions()]

    def rows(self):
        """Every session as it lies in the database."""
        return list(Session.objects.filter(cohort=self.cohort).order_by("number").values())

    def move(self, key=None, seen=None):
        """What the confirmation of a preview does."""
        seen = seen or moves.preview(self.fresh()).fingerprint
        return operations.move_cohort(
            user=self.coordinator, cohort=self.cohort, key=key or uuid.uuid4(), seen=seen
        )

    def fresh(self):
        return Cohort.objects.select_related("facility").get(pk=self.cohort.pk)


def first_day() -> date:
    return timezone.localdate() - timedelta(days=5)


def make_workshop(titles=("Escuchar", "Jugar", "Despedirse"), *, count=None, posting=None):
    """Lessons that were published with a revision each, and a cohort opened on them."""
    programme = make_programme()
    programme.save_revision().publish()
    module = make_module(programme)
    for title in titles:
        make_lesson(module, title=title).save_revision().publish()
    posting = posting or make_posting("coordinator", make_facility())
    opening = cohorts.Opening(
        f"G-{uuid.uuid4().hex[:6]}",
        "Grupo capilla",
        programme.translation_key,
        "es",
        starts_on=first_day(),
        at=time(9),
        every_days=EVERY,
    )
    with scope.use(scope.system("builders")):
        cohort = operations.open_with_sessions(
            user=posting.user,
            facility=posting.facility,
            opening=opening,
            key=uuid.uuid4(),
            count=count or len(titles),
            closed=(),
        )
    return Workshop(programme, module, posting.facility, posting.user, cohort)


def page(title):
    return LessonPage.objects.get(title=title)


def rename(title, to):
    """Publish a lesson under another title."""
    lesson = page(title)
    lesson.title = to
    lesson.save_revision().publish()
    return lesson


def add_lesson(workshop, title):
    """A new lesson at the end of the module."""
    lesson = make_lesson(ModulePage.objects.get(pk=workshop.module.pk), title=title)
    lesson.save_revision().publish()
    return lesson
