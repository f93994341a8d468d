"""What every timed part of a session is asked, and what openings, activities and role plays share."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock, audience_choice
from curriculum.kinds import GROUP_SIZES

KEEPS = [("must", _("Stays in a shortened session")), ("may", _("May be left out"))]
GROUPS = [
    ("whole", _("Whole group")),
    ("small", _("Small groups")),
    ("pairs", _("Pairs")),
    ("alone", _("Alone")),
]


def checklist_sentence() -> blocks.CharBlock:
    """Return the question for one sentence of the fidelity checklist."""
    return blocks.CharBlock(
        label=_("Checklist sentence"),
        max_length=300,
        required=False,
        help_text=_("One thing that can be seen: it is ticked after the session when it was done."),
    )


class TimedBlock(TaughtBlock):
    """A part that takes minutes of the session."""

    audience = audience_choice(Audience.FACILITATOR)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    keep = blocks.ChoiceBlock(label=_("If time is short"), choices=KEEPS, default="may")


class StagedBlock(TimedBlock):
    """A timed part with steps and everything the facilitator needs beside them."""

    group = blocks.ChoiceBlock(label=_("Who works together"), choices=GROUPS, default="whole")
    group_size = blocks.IntegerBlock(
        label=_("People in each small group"),
        min_value=GROUP_SIZES[0],
        max_value=GROUP_SIZES[1],
        required=False,
        help_text=_("Only for small groups."),
    )
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
    checklist = checklist_sentence()

    def clean(self, value):
        """Forget the size of small groups where nobody works in small groups."""
        cleaned = super().clean(value)
        if cleaned["group"] != "small":
            cleaned["group_size"] = None
        return cleaned
