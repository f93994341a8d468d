"""The forms of the exchange with a translator: a file to look at, then the same file to take in."""

import base64
import binascii

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.translation import archive


class ArchiveForm(forms.Form):
    """The ZIP as it came from the translator."""

    file = forms.FileField(label=_("ZIP file of the translator"))

    def clean_file(self):
        """Its bytes; one byte more than the limit is enough to know."""
        return self.cleaned_data["file"].read(archive.LARGEST_ZIP + 1)


class LookedAtForm(forms.Form):
    """The same bytes again, after somebody saw what they would change."""

    held = forms.CharField(widget=forms.HiddenInput)

    def clean_held(self):
        try:
            return base64.b64decode(self.cleaned_data["held"], validate=True)
        except binascii.Error as broken:
            raise forms.ValidationError(_("The file did not arrive whole. Choose it again.")) from broken


def looked_at(held: bytes) -> LookedAtForm:
    """The second form, filled with what the first one brought."""
    return LookedAtForm(initial={"held": base64.b64encode(held).decode()})
