"""Reads a programme from readable TOML files and says, by file and field, what is wrong.

Nothing is written and Django is not known here; `operations.load_programme` does the rest.
"""

from curriculum.manuscript.entries import Entry, Manuscript, ManuscriptError
from curriculum.manuscript.folder import read
from curriculum.manuscript.remarks import remarks

__all__ = ["Entry", "Manuscript", "ManuscriptError", "read", "remarks"]
