"""What is kept; dependencies run downwards: programmes > modules > lessons > (rights | versions)."""

from curriculum.models.lessons import LessonGoal, LessonMaterial, LessonMixin, LessonPage
from curriculum.models.modules import ModuleMixin, ModulePage
from curriculum.models.programmes import ProgrammeMixin, ProgrammePage, ProgrammeSource
from curriculum.models.rights import Right, Theme
from curriculum.models.versions import CopiedMedia, LessonVersion, LoadedSource, ProgrammeVersion

__all__ = [
    "CopiedMedia",
    "LessonGoal",
    "LessonMaterial",
    "LessonMixin",
    "LessonPage",
    "LessonVersion",
    "LoadedSource",
    "ModuleMixin",
    "ModulePage",
    "ProgrammeMixin",
    "ProgrammePage",
    "ProgrammeSource",
    "ProgrammeVersion",
    "Right",
    "Theme",
]
