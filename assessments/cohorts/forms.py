"""Typed input about members: who joins from when, who leaves when and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.cohorts import phrases


def _day(**kwargs):
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class EnrolForm(forms.Form):
    """From which day the chosen people take part."""

    starts_on = _day(label=_("They take part from"))


class EndForm(forms.Form):
    """Why and from which day a person no longer takes part."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *phrases.END_REASON_CHOICES])
    ends_on = _day(
        label=_("First day without the person"),
        help_text=_("What was marked before that day stays as it is."),
    )
