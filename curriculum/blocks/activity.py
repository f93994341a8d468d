"""A timed activity with its steps and everything the facilitator needs beside them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock, audience_choice

STAGES = [("opening", _("Opening")), ("main", _("Main part")), ("closing", _("Closing"))]
KEEPS = [("must", _("Stays in a shortened session")), ("may", _("May be left out"))]
GROUPS = [
    ("whole", _("Whole group")),
    ("small", _("Small groups")),
    ("pairs", _("Pairs")),
    ("alone", _("Alone")),
]


class ActivityBlock(TaughtBlock):
    audience = audience_choice(Audience.FACILITATOR)
    heading = blocks.CharBlock(label=_("Name of the activity"), max_length=200)
    stage = blocks.ChoiceBlock(label=_("Part of the session"), choices=STAGES, default="main")
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    keep = blocks.ChoiceBlock(label=_("If time is short"), choices=KEEPS, default="may")
    group = blocks.ChoiceBlock(label=_("Who works together"), choices=GROUPS, default="whole")
    materials = blocks.CharBlock(label=_("Materials"), max_length=300, required=False)
    purpose = blocks.TextBlock(label=_("What it is for"), required=False, rows=2)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Step"), features=["bold", "italic"]), label=_("Steps"), min_num=1
    )
    say = blocks.RichTextBlock(label=_("Words to say"), features=PROSE_FEATURES, required=False)
    responses = blocks.RichTextBlock(
        label=_("Likely answers and good replies"), features=PROSE_FEATURES, required=False
    )
    without_paper = blocks.TextBlock(label=_("Without paper"), required=False, rows=2)
    few_readers = blocks.TextBlock(label=_("With few readers"), required=False, rows=2)
    checklist = blocks.CharBlock(
        label=_("Checklist sentence"),
        max_length=300,
        required=False,
        help_text=_("One thing that can be seen: it is ticked after the session when it was done."),
    )

    class Meta:
        label = _("Activity")
        icon = "group"
