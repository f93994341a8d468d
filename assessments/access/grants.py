"""Gives one Wagtail group the permissions that the table of role groups says; called by the operations."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from assessments.access.role_groups import RoleGroup


def grant(name: str, wanted: RoleGroup, *, below: Any = None) -> bool:
    """Keep the group's own permissions as the table says; pages and media only when the group is new."""
    group, is_new = Group.objects.get_or_create(name=name)
    permissions = set(_installed(wanted.permissions))
    differs = permissions != set(group.permissions.all())
    if differs:
        group.permissions.set(permissions)
    if is_new:
        _grant_pages(group, wanted.pages, below)
        _grant_media(group, wanted.media)
    return is_new or differs


def _installed(labels: tuple[str, ...]) -> list[Permission]:
    """The named permissions that this site has: a site without one of the apps simply has fewer."""
    named = Q(pk__in=[])
    for label in labels:
        app, codename = label.split(".")
        named |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(named))


def _grant_pages(group: Group, acts: tuple[str, ...], below: Any) -> None:
    page_model = GroupPagePermission._meta.get_field("page").related_model
    page = below or page_model.get_first_root_node()
    kind = ContentType.objects.get_for_model(page_model)
    codenames = [f"{act}_{page_model._meta.model_name}" for act in acts]
    for permission in Permission.objects.filter(content_type=kind, codename__in=codenames):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def _grant_media(group: Group, labels: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    for permission in _installed(labels):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
