"""The blocks that a lesson's body is made of."""

from curriculum.blocks.activity import ActivityBlock
from curriculum.blocks.discussion import DiscussionBlock
from curriculum.blocks.handout import HandoutBlock
from curriculum.blocks.homework import HomeworkBlock
from curriculum.blocks.media import MediaBlock
from curriculum.blocks.opening import OpeningBlock
from curriculum.blocks.prose import ProseBlock
from curriculum.blocks.role_play import RolePlayBlock
from curriculum.blocks.safeguarding import SafeguardingBlock
from curriculum.blocks.sources import SourcesBlock
from curriculum.blocks.taught import LessonBody, TaughtBlock

__all__ = [
    "ActivityBlock",
    "DiscussionBlock",
    "HandoutBlock",
    "HomeworkBlock",
    "LessonBody",
    "MediaBlock",
    "OpeningBlock",
    "ProseBlock",
    "RolePlayBlock",
    "SafeguardingBlock",
    "SourcesBlock",
    "TaughtBlock",
]
