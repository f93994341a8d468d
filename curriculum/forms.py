"""The lesson editor's form."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

CHILD_AGES = [
    ("0-2", _("0 to 2 years")),
    ("3-5", _("3 to 5 years")),
    ("6-11", _("6 to 11 years")),
    ("12-17", _("12 to 17 years")),
]


class LessonForm(WagtailAdminPageForm):
    """Offers ages as boxes to tick, and rights and themes in the lesson's own language."""

    child_ages = forms.MultipleChoiceField(
        label=_("Ages of the children"),
        choices=CHILD_AGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("rights", "themes"):
            if name in self.fields and self.instance.locale_id:
                field = self.fields[name]
                field.widget = forms.CheckboxSelectMultiple()
                field.queryset = field.queryset.filter(locale_id=self.instance.locale_id)
