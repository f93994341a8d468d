"""Postings begin and end here, and the groups that Wagtail asks follow them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from assessments import scope
from assessments.access import grants, policies, role_groups
from assessments.access.models import Posting
from assessments.access.roles import Action, Role
from assessments.journal import operations as journal


class MayNotPost(PermissionError):
    """Postings at this facility, or in the whole country, are not this person's to give."""


class OwnPosting(PermissionError):
    """Nobody gives a posting to themselves or moves its end."""


class AlreadyPosted(ValueError):
    """The person has this role there already in those days."""


@dataclass(frozen=True)
class Term:
    """Where, and from which day until which (not included); no facility is the whole country."""

    from_on: date
    facility: Any = None
    until_on: date | None = None
    reason: str = ""


def post(*, user: Any, person: Any, role: Role, term: Term) -> Posting:
    """Post ``person``; ``user`` is None where the software itself sets the site up."""
    facility_id = term.facility.pk if term.facility is not None else None
    _check(user, person.pk, facility_id)
    posting = Posting(
        user=person,
        role=role.value,
        reach=Posting.Reach.FACILITY if facility_id else Posting.Reach.NATIONAL,
        facility=term.facility,
        from_on=term.from_on,
        until_on=term.until_on,
        reason=term.reason,
    )
    posting.full_clean()
    with transaction.atomic():
        # One after the other for one person: of two forms sent at once the second sees the first's row.
        get_user_model()._default_manager.select_for_update().get(pk=person.pk)
        if Posting.objects.overlapping(posting).exists():
            raise AlreadyPosted
        posting.save(force_insert=True)
        journal.write(user=user, verb="access.posted", subject=posting, detail={"role": role.value})
        policies.forget(person)
        keep_memberships(person=person)
    return posting


def set_end(*, user: Any, posting: Posting, until_on: date | None, reason: str = "") -> Posting:
    """Move the end of a posting, which is the only thing about it that changes."""
    _check(user, posting.user_id, posting.facility_id)
    if posting.until_on == until_on and reason in ("", posting.reason):
        return posting
    posting.until_on = until_on
    posting.reason = reason or posting.reason
    posting.full_clean()
    with transaction.atomic():
        posting.save(update_fields=["until_on", "reason"])
        journal.write(user=user, verb="access.end_set", subject=posting, fields=["until_on", "reason"])
        policies.forget(posting.user)
        keep_memberships(person=posting.user)
    return posting


def end_posting(*, user: Any, posting: Posting, on: date | None = None, reason: str = "") -> Posting:
    """From ``on`` (today) the posting is in force no more; one that has not begun never will be."""
    on = on or timezone.localdate()
    return set_end(user=user, posting=posting, until_on=max(on, posting.from_on), reason=reason)


def _check(user: Any, person_id: int, facility_id: int | None) -> None:
    if user is None:
        return
    if not policies.may(user, Action.MANAGE_POSTINGS, facility_id):
        raise MayNotPost
    if user.pk == person_id:
        raise OwnPosting


def keep_memberships(*, person: Any) -> bool:
    """Put one person into the groups of today's roles and out of the others; True if that changed any."""
    wanted = {role_groups.OF_ROLE[role] for role in policies.roles_of(person) if role in role_groups.OF_ROLE}
    held = set(person.groups.values_list("name", flat=True)) & set(role_groups.OF_ROLE.values())
    if wanted == held:
        return False
    changed = list(Group.objects.filter(name__in=wanted ^ held))
    with transaction.atomic():
        person.groups.add(*(group for group in changed if group.name in wanted))
        person.groups.remove(*(group for group in changed if group.name in held))
    policies.forget(person)
    return bool(changed)


def sync_memberships(*, day: date | None = None) -> int:
    """The same for everybody at once, for the days on which postings begin and end; how many rows changed."""
    group_ids = dict(Group.objects.filter(name__in=role_groups.OF_ROLE.values()).values_list("name", "pk"))
    with scope.use(scope.system("sign-in")):
        posted = set(
            Posting.objects.active_on(day or timezone.localdate())
            .filter(user__is_active=True)
            .values_list("user_id", "role")
        )
    names = ((user_id, role_groups.OF_ROLE.get(Role(role))) for user_id, role in posted)
    wanted = {(user_id, group_ids[name]) for user_id, name in names if name in group_ids}
    rows = get_user_model().groups.through.objects.filter(group_id__in=group_ids.values())
    held = set(rows.values_list("user_id", "group_id"))
    with transaction.atomic():
        for user_id, group_id in held - wanted:
            rows.filter(user_id=user_id, group_id=group_id).delete()
        rows.bulk_create(
            [rows.model(user_id=user_id, group_id=group_id) for user_id, group_id in sorted(wanted - held)],
            ignore_conflicts=True,
        )
    return len(held ^ wanted)


def sync_role_groups(*, below: Any = None) -> tuple[str, ...]:
    """Make the groups of ``role_groups`` and who is in them; what changed, in names. Again: nothing.

    ``below`` is the page whose tree psychologists and authors write in; the whole site without it.
    """
    with transaction.atomic():
        changed = [
            name for name, group in role_groups.GROUPS.items() if grants.grant(name, group, below=below)
        ]
        if sync_memberships():
            changed.append("memberships")
    return tuple(changed)
