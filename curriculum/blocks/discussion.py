"""A timed discussion: one question, prompts, and what to listen for."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.activity import KEEPS
from curriculum.blocks.taught import TaughtBlock, audience_choice


class DiscussionBlock(TaughtBlock):
    audience = audience_choice(Audience.FACILITATOR)
    heading = blocks.CharBlock(label=_("Name of the discussion"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    keep = blocks.ChoiceBlock(label=_("If time is short"), choices=KEEPS, default="may")
    question = blocks.TextBlock(label=_("Question"), rows=2)
    prompts = blocks.ListBlock(blocks.CharBlock(label=_("Prompt"), max_length=400), label=_("Prompts"))
    listen_for = blocks.TextBlock(label=_("Listen for"), required=False, rows=3)

    class Meta:
        label = _("Discussion")
        icon = "comment"
