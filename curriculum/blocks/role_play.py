"""A situation that people act out, with roles they may leave again in the questions afterwards."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.blocks.taught import PROSE_FEATURES
from curriculum.blocks.timed import StagedBlock, TimedBlock


class Played(TimedBlock):
    """The situation and the people in it; they come before the steps."""

    scene = blocks.RichTextBlock(
        label=_("Situation"), features=PROSE_FEATURES, help_text=_("It is read aloud before people act.")
    )
    roles = blocks.ListBlock(
        blocks.CharBlock(label=_("Role"), max_length=300, help_text=_("An invented name, and who it is.")),
        label=_("People in the scene"),
        min_num=1,
    )


class RolePlayBlock(StagedBlock, Played):
    debrief = blocks.ListBlock(
        blocks.CharBlock(label=_("Question"), max_length=400),
        label=_("Questions afterwards"),
        min_num=1,
        help_text=_("The first one lets everybody step out of their role."),
    )

    class Meta:
        label = _("Role play")
        icon = "user"
