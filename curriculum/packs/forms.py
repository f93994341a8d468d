"""Asks which sheets of a lesson somebody wants, and how many; the answer stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.audience import Reader
from curriculum.packs.choice import FOR_FACILITATORS, MOST, Choice

LABELS = {
    "guide": _("Facilitator's guide"),
    "reading": _("Reading for participants"),
    "handouts": _("Handout"),
    "large_print": _("Handout in large print"),
    "fidelity": _("Session form"),
}
EXPLAINED = {
    "guide": _("The whole session, step by step."),
    "reading": _("What participants may read of the lesson, to keep."),
    "handouts": _("One page for each person."),
    "large_print": _("For people who see little or are learning to read."),
    "fidelity": _("To tick afterwards what was done."),
}
REFUSALS = ("min_value", "max_value", "invalid")
OF_HANDOUTS = ("handouts", "large_print")
USUAL = {
    Reader.FACILITATOR: Choice(guide=1, handouts=10, large_print=2, fidelity=1),
    Reader.PARTICIPANT: Choice(reading=1, handouts=1),
}


class PackForm(forms.Form):
    """The sheets that this reader may have; other names in the address are not asked."""

    def __init__(self, data=None, *, reader: Reader, has_handout: bool):
        asked = data if data and any(name in data for name in LABELS) else None
        super().__init__(asked)
        usual = dict(USUAL[reader].copies())
        for name in _offered(reader, has_handout):
            self.fields[name] = forms.IntegerField(
                label=LABELS[name],
                help_text=EXPLAINED[name],
                initial=usual[name],
                min_value=0,
                max_value=MOST,
                required=False,
                widget=forms.NumberInput(attrs={"class": "find__field", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    REFUSALS, _("Write a number from 0 to %(most)s.") % {"most": MOST}
                ),
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one sheet."))
        return cleaned

    @property
    def choice(self) -> Choice:
        """What was asked for; an empty field means none."""
        return Choice(**{name: copies or 0 for name, copies in self.cleaned_data.items()})


def _offered(reader: Reader, has_handout: bool) -> list[str]:
    kept = () if reader is Reader.FACILITATOR else FOR_FACILITATORS
    missing = () if has_handout else OF_HANDOUTS
    return [name for name in LABELS if name not in (*kept, *missing)]
