"""Two databases that are alike until one of them is filled, and that take turns at being the one in use.

Measured by turns, what slows the machine down for a while slows both of them down.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

NAME = "twin"


@contextmanager
def twin() -> Iterator[Any]:
    """A connection to a copy of the database in use, as it is now; the copy is dropped afterwards."""
    first = connections["default"]
    first.close()
    first.creation.clone_test_db(NAME, verbosity=0)
    second = first.copy()
    second.settings_dict.update(first.creation.get_test_db_clone_settings(NAME))
    try:
        yield second
    finally:
        second.close()
        first.creation.destroy_test_db(suffix=NAME, verbosity=0)


@contextmanager
def using(connection: Any) -> Iterator[None]:
    """Everything that happens inside happens in the database of ``connection``."""
    kept = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = kept
