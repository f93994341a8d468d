"""Completion rules in Wagtail's admin: what each programme asks for, listed and inspected."""

from typing import ClassVar

from django.db.models import Case, CharField, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet, ScopedIndexView
from assessments.completion.models import CompletionRule
from curriculum import outline

_ASKED = ("share_percent", "minimum_minutes", "partial_percent", "endline_offered")


class RuleIndexView(ScopedIndexView):
    def get_queryset(self):
        """With the title that people know a programme by."""
        titles = [When(programme_key=one.key, then=Value(one.title)) for one in outline.programmes()]
        named = Case(*titles, default=Value(str(_("not published"))), output_field=CharField())
        return super().get_queryset().annotate(programme_title=named)


class CompletionRuleViewSet(RecordViewSet):
    model = CompletionRule
    icon = "tasks"
    name = "completion_rules"
    index_view_class = RuleIndexView
    list_display = (
        TitleColumn(
            "programme_title",
            label=_("Programme"),
            get_url=lambda rule: reverse("assessments_completion_rules:inspect", args=[rule.pk]),
        ),
        *_ASKED,
    )
    ordering = ("programme_key",)
    inspect_view_fields = ("programme_key", *_ASKED)
    allowed: ClassVar = {"view": Action.SEE_CERTIFICATES}
