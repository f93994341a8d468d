"""What each person does until the next session, also without a visit, a call or a letter."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience
from curriculum.blocks.taught import PROSE_FEATURES, TaughtBlock, audience_choice

CHANNELS = [
    ("visit", _("In a visit")),
    ("letter", _("In a letter")),
    ("call", _("In a call")),
    ("here", _("Here, in the group or alone")),
]


class HomeworkBlock(TaughtBlock):
    audience = audience_choice(Audience.BOTH)
    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    task = blocks.RichTextBlock(label=_("Task"), features=PROSE_FEATURES)
    channels = blocks.MultipleChoiceBlock(
        label=_("Where it can be done"), choices=CHANNELS, widget=CheckboxSelectMultiple
    )
    without_contact = blocks.RichTextBlock(
        label=_("Without contact"),
        features=PROSE_FEATURES,
        help_text=_("Something dignified for whoever has nobody to see, or may not have contact."),
    )
    review = blocks.RichTextBlock(
        label=_("How to ask about it next time"),
        features=PROSE_FEATURES,
        help_text=_("Only the facilitator reads this."),
    )

    class Meta:
        label = _("Homework")
        icon = "home"
