"""Where Wagtail compares a lesson as it was frozen with what is live (QUERIES).

A frozen lesson keeps the number of the page revision it was taken from. That is a pointer and no more:
`purge_revisions` deletes the revision, and the frozen text stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from curriculum.changes import LessonChange
from curriculum.models import LessonVersion

ENTER_ADMIN = "wagtailadmin.access_admin"
MAY_COMPARE = ("change", "publish")


@dataclass(frozen=True)
class Comparison:
    """The address of Wagtail's comparison; without one, the earlier revision is no longer kept."""

    url: str = ""

    @property
    def is_gone(self) -> bool:
        return not self.url


def comparisons(changes: Iterable[LessonChange], language: str, user: Any) -> dict[UUID, Comparison]:
    """By lesson, for the pages among these that `user` may edit; a fixed number of queries."""
    was = {change.key: change.was.content_sha256 for change in changes if change.was and change.now}
    if not was or not user.has_perm(ENTER_ADMIN):
        return {}
    pages = _pages(was, language, user)
    pointers = _pointers(pages, was)
    kept = set(Revision.page_revisions.filter(pk__in=set(pointers.values())).values_list("object_id", "pk"))
    return {
        key: Comparison(_address(page, pointers[key]))
        if (str(page), pointers.get(key)) in kept
        else Comparison()
        for key, page in pages.items()
    }


def _pages(keys: Iterable[UUID], language: str, user: Any) -> dict[UUID, int]:
    allowed = page_permission_policy.instances_user_has_any_permission_for(user, MAY_COMPARE)
    rows = allowed.filter(translation_key__in=list(keys), locale__language_code=language, live=True)
    return dict(rows.values_list("translation_key", "pk"))


def _pointers(keys: Iterable[UUID], was: dict[UUID, str]) -> dict[UUID, int]:
    """The revision that each frozen lesson was taken from, where it knows one."""
    frozen = LessonVersion.objects.filter(sha256__in=[was[key] for key in keys])
    rows = frozen.exclude(revision_pk="").values_list("lesson_key", "revision_pk")
    return {key: int(pk) for key, pk in rows if pk.isdigit()}


def _address(page: int, revision: int) -> str:
    return reverse("wagtailadmin_pages:revisions_compare", args=[page, revision, "live"])
