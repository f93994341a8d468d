"""Panels of the lesson editor."""

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel

from curriculum import phrases, readiness, reading_ease
from curriculum.canonical import without_marks

READING_EASE_JS = forms.Script("curriculum/js/reading-ease.js", type="module")


class ReadinessPanel(Panel):
    """Lists what the lesson still lacks and how easily it reads; it never forbids publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/readiness_panel.html"

        class Media:
            js = [READING_EASE_JS]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            lesson = self.instance
            gaps = readiness.missing(plan_of(lesson))
            language = lesson.locale.language_code if lesson.locale_id else ""
            return {
                **context,
                "sentences": [phrases.gap_sentence(gap) for gap in gaps],
                "ease": ease_of(lesson.body, language),
                "ease_address": reverse("curriculum_admin:reading_ease"),
                "language": language,
            }


def plain_parts(body) -> list[dict]:
    """The blocks of a body, saved or not, as plain values without the editor's marks."""
    return [without_marks(block) for block in body.get_prep_value()] if body else []


def plan_of(lesson) -> readiness.Plan:
    """Read from a lesson page, saved or not, what readiness asks for."""
    return readiness.Plan(
        minutes=lesson.minutes or 0,
        goals=lesson.goals.count(),
        rights=lesson.rights.count() if lesson.pk else 0,
        child_ages=len(lesson.child_ages or ()),
        parts=[readiness.Part(block["type"], block["value"]) for block in plain_parts(lesson.body)],
    )


def ease_of(body, language) -> str:
    """Say how easily what participants read of a body reads; empty where no formula fits."""
    text = reading_ease.participants_text(plain_parts(body))
    return phrases.ease_sentence(reading_ease.ease(text, language))
