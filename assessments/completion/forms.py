"""What a programme asks for, as a form."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.completion.eligibility import Rule
from assessments.completion.operations import Asked


class RuleForm(forms.Form):
    """The completion rule of one programme; the choices are the lessons of one version."""

    share_percent = forms.IntegerField(
        label=_("Share of the lessons, in percent"), min_value=1, max_value=100
    )
    minimum_minutes = forms.IntegerField(
        label=_("Minutes attended, at least"), min_value=0, max_value=100_000, required=False
    )
    partial_percent = forms.IntegerField(
        label=_("A partial mark counts from this percent of the session"), min_value=1, max_value=100
    )
    endline_offered = forms.BooleanField(
        label=_("The final questionnaire must have been offered"),
        help_text=_("Offered is enough: no answer and no score ever decides a certificate."),
        required=False,
    )
    key_lessons = forms.TypedMultipleChoiceField(
        label=_("Lessons that nobody may miss"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, lessons=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key_lessons"].choices = [
            (str(lesson.key), f"{lesson.number}. {lesson.title}") for lesson in lessons
        ]

    def asked(self) -> Asked:
        """The rule as the operation takes it."""
        found = {**self.cleaned_data, "key_lessons": frozenset(self.cleaned_data["key_lessons"])}
        return Asked(**found)


def shown(rule: Rule) -> dict:
    """A rule as the form's first values."""
    return {
        "share_percent": int(rule.share_of_lessons * 100),
        "minimum_minutes": rule.minimum_minutes,
        "partial_percent": int(rule.partial_share * 100),
        "endline_offered": rule.endline_offered,
        "key_lessons": sorted(rule.key_lessons),
    }
