"""What the page of notes shows: the last notes by lesson or of one group, in a fixed number of queries."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator

from assessments.cohorts.models import Cohort
from assessments.sessions import notes

PAGE_SIZE = 20


def page(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the template prints, in the scope in force."""
    lesson, group = _key(query.get("lesson", "")), _key(query.get("group", ""))
    shown = Paginator(notes.noted(lesson, group), PAGE_SIZE).get_page(query.get("page"))
    return {
        "page": shown,
        "notes": notes.read(shown.object_list),
        "lessons": notes.lessons(),
        "lesson": lesson,
        "group": Cohort.objects.filter(pk=group).first() if group else None,
    }


def _key(text: str) -> UUID | None:
    """A key from the address; a broken one asks for nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
