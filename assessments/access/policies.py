"""From today's postings to a scope and to the answer "may this person do this here"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from assessments import scope
from assessments.access import roles
from assessments.access.models import Posting
from assessments.access.role_groups import ENTER_ADMIN
from assessments.access.roles import Action, Role

# Ours, Django's and Wagtail's.
_KEPT_ON_THE_USER = (
    "_posted_roles",
    "_perm_cache",
    "_user_perm_cache",
    "_group_perm_cache",
    "_page_permission_cache",
    "_collection_permission_cache",
)


@dataclass(frozen=True)
class PostedRole:
    """One posting in force: ``facility_id`` is None for a national one, which then has a ``reason``."""

    role: Role
    facility_id: int | None
    reason: str


def posted_roles(user: Any, day: date | None = None) -> tuple[PostedRole, ...]:
    """The postings of ``user`` in force today, read once per request and kept on the user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ()
    day = day or timezone.localdate()
    kept = getattr(user, "_posted_roles", None)
    if kept is None or kept[0] != day:
        with scope.use(scope.system("sign-in")):
            rows = list(Posting.objects.of_user(user).active_on(day))
        found = tuple(PostedRole(Role(row.role), row.facility_id, row.reason) for row in rows)
        kept = user._posted_roles = (day, found)
    return kept[1]


def forget(user: Any) -> None:
    """Read the postings and permissions of ``user`` again at the next question: they have changed."""
    for name in _KEPT_ON_THE_USER:
        if hasattr(user, name):
            delattr(user, name)


def scope_of(user: Any) -> scope.Scope:
    """Whose rows ``user`` may touch today."""
    posted = posted_roles(user)
    for one in posted:
        if one.facility_id is None:
            return scope.national(one.reason)
    return scope.of_facilities(one.facility_id for one in posted)


def roles_of(user: Any) -> frozenset[Role]:
    """Every role of ``user`` today, wherever."""
    return frozenset(one.role for one in posted_roles(user))


def may(user: Any, action: Action, facility_id: int | None) -> bool:
    """Whether ``user`` may do ``action`` at the facility (None: where no one facility is concerned)."""
    return any(
        roles.allows(one.role, action)
        for one in posted_roles(user)
        if one.facility_id is None or one.facility_id == facility_id
    )


def may_somewhere(user: Any, action: Action) -> bool:
    """Whether ``user`` may do ``action`` at any facility."""
    return any(roles.allows(one.role, action) for one in posted_roles(user))


def bound_to(user: Any, action: Action) -> scope.Scope:
    """The part of the user's scope in which ``action`` is allowed: what lists and choices show."""
    posted = [one for one in posted_roles(user) if roles.allows(one.role, action)]
    for one in posted:
        if one.facility_id is None:
            return scope.national(one.reason)
    return scope.of_facilities(one.facility_id for one in posted)


def bound_to_any(user: Any, actions: Iterable[Action]) -> scope.Scope:
    """The union of ``bound_to`` over ``actions``."""
    reaches = [bound_to(user, action) for action in actions]
    everywhere = next((reach for reach in reaches if reach.everywhere), None)
    return everywhere or scope.of_facilities(frozenset().union(*(reach.facilities for reach in reaches)))


def works_in_admin(user: Any) -> bool:
    """Whether a posting in force opens Wagtail's admin."""
    return bool(roles_of(user) & roles.ADMIN_ROLES)


def may_enter_admin(user: Any) -> bool:
    """Whoever is posted enters by the posting alone; without one, Wagtail's groups decide (authors)."""
    if user.is_superuser or not posted_roles(user):
        return user.has_perm(ENTER_ADMIN)
    return works_in_admin(user)
