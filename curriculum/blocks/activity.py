"""A timed activity of the main part, or the one that closes the session."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.blocks.timed import StagedBlock, TimedBlock

STAGES = [("main", _("Main part")), ("closing", _("Closing"))]


class Placed(TimedBlock):
    """The question where in the session the part stands; it comes before the steps."""

    stage = blocks.ChoiceBlock(label=_("Part of the session"), choices=STAGES, default="main")


class ActivityBlock(StagedBlock, Placed):
    class Meta:
        label = _("Activity")
        icon = "group"
