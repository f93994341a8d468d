"""The texts that a lesson rests on, each with its licence when it has one."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.filled import FilledBlock
from curriculum.blocks.taught import TaughtBlock, audience_choice


class SourceBlock(FilledBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=300)
    citation = blocks.CharBlock(label=_("Who wrote it, when and where"), max_length=500)
    licence = blocks.CharBlock(label=_("Licence"), max_length=100, required=False)

    class Meta:
        label = _("Source")


class SourcesBlock(TaughtBlock):
    audience = audience_choice(Audience.BOTH)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    sources = blocks.ListBlock(SourceBlock(), label=_("Sources"), min_num=1)

    class Meta:
        label = _("Sources")
        icon = "link"
