"""Makes the rows of a page's inline lists; one whose key stands already is written again, not made anew."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID


def keyed_rows(model, present, locale, wanted: Iterable[tuple[UUID, Mapping[str, Any]]]) -> list:
    """Return a row for each (key, values), in that order; present rows that are not wanted are left out."""
    known = {row.translation_key: row for row in present}
    rows = []
    for number, (key, values) in enumerate(wanted):
        row = known.get(key) or model(translation_key=key, locale=locale)
        for name, value in {**values, "sort_order": number}.items():
            setattr(row, name, value)
        rows.append(row)
    return rows
