"""Who may look after whose account: administrators after all, coordinators after those posted under them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from assessments import scope
from assessments.access import policies
from assessments.access.models import Posting
from assessments.access.roles import Role
from cms.accounts.models import User

#: The roles a coordinator may look after; peers and administrators are the administrator's.
UNDER_A_COORDINATOR = frozenset({Role.PSYCHOLOGIST, Role.FACILITATOR, Role.DIRECTOR})


def is_administrator(actor: Any) -> bool:
    """Whether ``actor`` looks after every account."""
    return bool(actor.is_active and (actor.is_superuser or Role.ADMINISTRATOR in policies.roles_of(actor)))


def looks_after_accounts(actor: Any) -> bool:
    """Whether ``actor`` may open accounts at all."""
    if not getattr(actor, "is_authenticated", False):
        return False
    return is_administrator(actor) or Role.COORDINATOR in policies.roles_of(actor)


def accounts_of(actor: Any) -> Any:
    """The accounts that ``actor`` looks after, never the actor's own."""
    others = User.objects.exclude(pk=actor.pk)
    if is_administrator(actor):
        return others if actor.is_superuser else others.filter(is_superuser=False)
    reach = [one.facility_id for one in policies.posted_roles(actor) if one.role is Role.COORDINATOR]
    if not reach:
        return User.objects.none()
    with scope.use(scope.system("sign-in")):
        postings = list(
            Posting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=timezone.localdate()))
        )
    # Postings that have ended give no right any more; those to come will.
    beyond = {one.user_id for one in postings if not _within(one, reach)}
    under = {one.user_id for one in postings} - beyond
    plain = others.filter(is_superuser=False).exclude(pk__in=beyond)
    return plain.filter(pk__in=under) | plain.filter(made_by=actor)


def _within(posting: Posting, reach: Iterable[int | None]) -> bool:
    """Whether a coordinator with ``reach`` (None: the whole country) stands above this posting."""
    if Role(posting.role) not in UNDER_A_COORDINATOR:
        return False
    return None in reach or (posting.facility_id is not None and posting.facility_id in reach)


def looks_after(actor: Any, account: User) -> bool:
    """Whether ``actor`` may print codes for ``account``, reset or end it."""
    return looks_after_accounts(actor) and accounts_of(actor).filter(pk=account.pk).exists()
