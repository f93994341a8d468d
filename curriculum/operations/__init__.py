"""The only place of curriculum that writes, apart from Wagtail's own editor."""

from curriculum.operations.loading import LoadSummary, NoRoom, UnknownLanguage, load_programme
from curriculum.operations.versions import UnknownProgramme, freeze_programme

__all__ = [
    "LoadSummary",
    "NoRoom",
    "UnknownLanguage",
    "UnknownProgramme",
    "freeze_programme",
    "load_programme",
]
