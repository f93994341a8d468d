"""What to do and say when a session becomes hard; it is the facilitator's alone and asks no audience."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.blocks.filled import FilledBlock
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock

SIGNS = [
    ("cries", _("Somebody cries")),
    ("boasts", _("Somebody boasts of violence")),
    ("leaves", _("Somebody leaves the room")),
    ("discloses", _("Somebody tells of harm or danger")),
    ("other", _("Something else")),
]


class SituationBlock(FilledBlock):
    sign = blocks.ChoiceBlock(label=_("What happens"), choices=SIGNS)
    what = blocks.CharBlock(label=_("What you see"), max_length=200)
    do = blocks.RichTextBlock(label=_("What to do and say"), features=PROSE_FEATURES)

    class Meta:
        label = _("Situation")


class SafeguardingBlock(TaughtBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES, required=False)
    situations = blocks.ListBlock(SituationBlock(), label=_("Situations"), min_num=1)

    class Meta:
        label = _("Looking after the group")
        icon = "warning"
