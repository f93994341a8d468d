"""Panels of the lesson editor."""

from wagtail.admin.panels import Panel

from curriculum import phrases, readiness


class ReadinessPanel(Panel):
    """Lists what the lesson still lacks before it can be taught; it never forbids publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/readiness_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            gaps = readiness.missing(plan_of(self.instance))
            return {**context, "sentences": [phrases.gap_sentence(gap) for gap in gaps]}


def plan_of(lesson) -> readiness.Plan:
    """Read from a lesson page, saved or not, what readiness asks for."""
    return readiness.Plan(
        minutes=lesson.minutes or 0,
        goals=lesson.goals.count(),
        rights=lesson.rights.count() if lesson.pk else 0,
        child_ages=len(lesson.child_ages or ()),
        parts=[_part(block.block_type, block.value) for block in lesson.body or ()],
    )


def _part(kind, value) -> readiness.Part:
    return readiness.Part(
        kind=kind,
        audience=value.get("audience") or "",
        minutes=value.get("minutes") or 0,
        stage=value.get("stage") or "",
        keep=value.get("keep") or "",
        has_checklist=bool(value.get("checklist")),
        has_transcript=not value.get("file") or bool(value.get("transcript")),
    )
