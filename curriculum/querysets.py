"""Every question that curriculum's pages ask of the tree, answered for many rows at once."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.utils import timezone

REVIEW_AFTER_DAYS = 365
"""After so long a published lesson is read again; `CURRICULUM_REVIEW_AFTER_DAYS` overrules it."""


def _live(model_name, page):
    model = apps.get_model("curriculum", model_name)
    return model.objects.live().descendant_of(page).order_by("path")


def lessons_of(page):
    """Live lessons below a programme or module, in teaching order."""
    return list(_live("LessonPage", page).defer("body"))


def modules_of(programme):
    """Live modules of a programme, in teaching order."""
    return list(_live("ModulePage", programme))


def syllabus_of(programme):
    """Live modules of a programme, each with its live lessons, in two queries."""
    lessons = lessons_of(programme)
    return [
        (module, [lesson for lesson in lessons if lesson.path.startswith(module.path)])
        for module in modules_of(programme)
    ]


def without_translation(lessons, locale):
    """Of these, the lessons of other languages that no page of this one translates; aliases do not count."""
    model = apps.get_model("curriculum", "LessonPage")
    translated = model.objects.filter(locale=locale, alias_of=None).values("translation_key")
    return lessons.filter(alias_of=None).exclude(locale=locale).exclude(translation_key__in=translated)


def due_for_review(lessons):
    """Of these, the published lessons that nobody has published anew for a long time."""
    days = getattr(settings, "CURRICULUM_REVIEW_AFTER_DAYS", REVIEW_AFTER_DAYS)
    return lessons.filter(live=True, last_published_at__lt=timezone.now() - timedelta(days=days))
