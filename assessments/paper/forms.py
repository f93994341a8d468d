"""Typed input: how many of each part of a pack, within what the session has."""

from dataclasses import asdict

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.paper.choices import MOST_COPIES, Choices
from assessments.paper.packs import Offer

OUT_OF_BOUNDS = format_lazy(_("Write a number from 0 to {most}."), most=MOST_COPIES)


def _copies(label, hint=""):
    attrs = {"inputmode": "numeric", "class": "input pack__copies"}
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), OUT_OF_BOUNDS)
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=MOST_COPIES,
        required=False,
        error_messages=wrong,
        widget=forms.NumberInput(attrs=attrs),
    )


class PackForm(forms.Form):
    """What to print; an empty number is none, and what the session does not have is not asked."""

    register = forms.BooleanField(
        label=_("Attendance sheet"),
        help_text=_("With the people of this day, six empty lines and room for signatures."),
        required=False,
    )
    guide = _copies(_("Facilitator's guide"), _("For whoever teaches. It stays with the facilitator."))
    handouts = _copies(_("Handout"))
    large_print = _copies(_("Handout in large print"))
    fidelity = _copies(_("Session form"), _("After the session the facilitator marks which parts were done."))

    def __init__(self, *args, offer: Offer, **kwargs):
        super().__init__(*args, **kwargs)
        expected = offer.expected
        self.fields["handouts"].help_text = ngettext(
            "%(count)s person of this day reads alone.",
            "%(count)s people of this day read alone.",
            expected.alone,
        ) % {"count": expected.alone}
        self.fields["large_print"].help_text = ngettext(
            "%(count)s person of this day reads with help or does not read.",
            "%(count)s people of this day read with help or do not read.",
            expected.helped,
        ) % {"count": expected.helped}
        for name in _absent(offer):
            del self.fields[name]

    def clean(self):
        if not self.errors and self.choices().are_empty:
            raise forms.ValidationError(_("Choose at least one thing to print."))
        return self.cleaned_data

    def choices(self) -> Choices:
        """The clean values; what the session does not have is none."""
        copies = {name: self.cleaned_data.get(name) or 0 for name in asdict(Choices()) if name != "register"}
        return Choices(register=self.cleaned_data["register"], **copies)


def _absent(offer: Offer) -> list[str]:
    """The parts that this session does not have."""
    if not offer.has_lesson:
        return ["guide", "handouts", "large_print", "fidelity"]
    return [
        *([] if offer.has_handouts else ["handouts", "large_print"]),
        *([] if offer.has_checklist else ["fidelity"]),
    ]
