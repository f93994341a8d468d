"""Forms around certificates: whom to choose, why one ends, and what a stranger types to check one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certificates import phrases


class ChosenForm(forms.Form):
    """The people ticked on the board; the key makes sending it twice harmless."""

    person = forms.TypedMultipleChoiceField(
        coerce=str,
        error_messages={"required": phrases.NOBODY_CHOSEN, "invalid_choice": phrases.NOBODY_CHOSEN},
    )
    key = forms.UUIDField(required=False)

    def __init__(self, *args, enrolments=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(pk), str(pk)) for pk in enrolments]


class ReasonForm(forms.Form):
    """Why a certificate is revoked or replaced; kept inside, never shown in public."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Stays inside. Write no name and nothing about a person's case."),
    )


class CheckForm(forms.Form):
    """A code as it stands on paper, and in a second step the name."""

    code = forms.CharField(label=_("Code"), max_length=100)
    name = forms.CharField(label=_("Name on the paper"), max_length=200)
