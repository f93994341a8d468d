"""A timed discussion: one question, prompts, and what to listen for."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.blocks.timed import TimedBlock, checklist_sentence


class DiscussionBlock(TimedBlock):
    question = blocks.TextBlock(label=_("Question"), rows=2)
    prompts = blocks.ListBlock(blocks.CharBlock(label=_("Prompt"), max_length=400), label=_("Prompts"))
    listen_for = blocks.TextBlock(label=_("Listen for"), required=False, rows=3)
    checklist = checklist_sentence()

    class Meta:
        label = _("Discussion")
        icon = "comment"
