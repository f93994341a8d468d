"""Text to read: background for the facilitator, an idea for everybody."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock, audience_choice


class ProseBlock(TaughtBlock):
    audience = audience_choice(Audience.BOTH)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
