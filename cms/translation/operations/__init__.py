"""The verbs of translation: adopt what stands, open slots, take in words."""

from cms.translation.operations.adoption import Adoption, Left, adopt_translations, open_slots
from cms.translation.operations.intake import import_file, import_files
from cms.translation.operations.sources import take_up
from cms.translation.operations.words import write_words

__all__ = [
    "Adoption",
    "Left",
    "adopt_translations",
    "import_file",
    "import_files",
    "open_slots",
    "take_up",
    "write_words",
]
