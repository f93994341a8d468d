"""One page in large print that a participant may take along."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock, audience_choice


class HandoutBlock(TaughtBlock):
    audience = audience_choice(Audience.PARTICIPANT)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=PROSE_FEATURES,
        help_text=_("Short sentences. It must fit on one page in large print."),
    )

    class Meta:
        label = _("Handout")
        icon = "doc-full"
