"""The blocks that a lesson's body is made of."""

from curriculum.blocks.activity import ActivityBlock
from curriculum.blocks.discussion import DiscussionBlock
from curriculum.blocks.handout import HandoutBlock
from curriculum.blocks.media import MediaBlock
from curriculum.blocks.prose import ProseBlock
from curriculum.blocks.taught import LessonBody, TaughtBlock

__all__ = [
    "ActivityBlock",
    "DiscussionBlock",
    "HandoutBlock",
    "LessonBody",
    "MediaBlock",
    "ProseBlock",
    "TaughtBlock",
]
