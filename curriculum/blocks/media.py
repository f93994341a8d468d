"""A picture or a recording, always with words for those who cannot see or play it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from curriculum.audience import Audience
from curriculum.blocks.taught import TaughtBlock, audience_choice


class MediaBlock(TaughtBlock):
    audience = audience_choice(Audience.BOTH)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    file = DocumentChooserBlock(label=_("Recording"), required=False)
    alt_text = blocks.CharBlock(
        label=_("What it shows"),
        max_length=250,
        help_text=_("For people who cannot see it: what would you tell them?"),
    )
    transcript = blocks.TextBlock(
        label=_("Words of the recording"),
        required=False,
        rows=4,
        help_text=_("Required with a recording: everything that is said in it."),
    )

    class Meta:
        label = _("Picture or recording")
        icon = "image"

    def clean(self, value):
        """A picture or a recording with its words; a draft may still lack them."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        if bool(cleaned["image"]) == bool(cleaned["file"]):
            errors["image"] = ValidationError(_("Choose a picture or a recording, one of the two."))
        if cleaned["file"] and not cleaned["transcript"].strip():
            errors["transcript"] = ValidationError(_("Write the words of the recording."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned
