"""A block that shows each reader only what is meant for them, on pages, in search and in the API."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum.audience import Audience, Reader, visible_fields
from curriculum.blocks.filled import FilledBlock

PROSE_FEATURES = ["bold", "italic", "ol", "ul"]

AUDIENCES = [
    (Audience.FACILITATOR.value, _("Facilitator only")),
    (Audience.PARTICIPANT.value, _("Participants")),
    (Audience.BOTH.value, _("Facilitator and participants")),
]


def audience_choice(default: Audience) -> blocks.ChoiceBlock:
    """Return the question every block asks: who reads this?"""
    return blocks.ChoiceBlock(
        choices=AUDIENCES,
        default=default.value,
        label=_("Who reads this"),
        help_text=_(
            "What only the facilitator reads never appears on public pages, in search or in handouts."
        ),
    )


class TaughtBlock(FilledBlock):
    """A struct whose rendering, index and API hold nothing that the reader may not see.

    The reader comes from the template's context; without one it is a participant.
    """

    def fields_for(self, value, reader):
        return visible_fields(self.name, value, reader)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        reader = Reader(context.get("reader", Reader.PARTICIPANT))
        return {**context, "self": None, "value": None, "fields": self.fields_for(value, reader)}

    def get_template(self, value=None, context=None):
        return f"curriculum/parts/{self.name}.html"

    def render(self, value, context=None):
        reader = Reader((context or {}).get("reader", Reader.PARTICIPANT))
        return super().render(value, context=context) if self.fields_for(value, reader) else ""

    def get_searchable_content(self, value):
        shown = self.fields_for(value, Reader.PARTICIPANT)
        return [
            text for name in shown for text in self.child_blocks[name].get_searchable_content(value.get(name))
        ]

    def get_api_representation(self, value, context=None):
        shown = self.fields_for(value, Reader.PARTICIPANT)
        return {
            name: self.child_blocks[name].get_api_representation(value.get(name), context=context)
            for name in shown
        }


class LessonBody(blocks.StreamBlock):
    """The parts of a lesson in the order of the session."""

    def get_api_representation(self, value, context=None):
        """Leave out what is not for participants, its type and id included."""
        parts = super().get_api_representation(value, context=context) if value else []
        return [part for part in parts if part["value"]]
