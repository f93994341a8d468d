"""Wagtail's permission questions answered from postings: which rows, and this row, with one knowledge."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.permission_policies.base import BasePermissionPolicy

from assessments import scope
from assessments.access import doors, policies
from assessments.access.roles import Action


class PostedPolicy(BasePermissionPolicy):
    """A policy for one model: Wagtail's action names mapped to ours; a missing name is never allowed.

    The scope has already decided which rows exist for the user, so "which rows" is the scoped queryset
    bound to the facilities where the action is allowed.
    """

    def __init__(self, model: type[models.Model], allowed: Mapping[str, Action]) -> None:
        super().__init__(model)
        self.allowed = dict(allowed)

    def user_has_permission(self, user: Any, action: str) -> bool:
        wanted = self.allowed.get(action)
        return wanted is not None and policies.may_somewhere(user, wanted)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        wanted = self.allowed.get(action)
        if wanted is None:
            return False
        if not doors.is_of_a_facility(instance):
            return policies.may_somewhere(user, wanted)
        return policies.may(user, wanted, doors.facility_of(instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> models.QuerySet:
        wanted = {self.allowed[action] for action in actions if action in self.allowed}
        rows = self.model._default_manager.all()
        if not issubclass(self.model, scope.Scoped):
            return rows if any(policies.may_somewhere(user, action) for action in wanted) else rows.none()
        reach = policies.bound_to_any(user, wanted)
        return rows if reach.everywhere else rows.filter(self.model.scope_filter(reach.facilities))

    def users_with_any_permission(self, actions: Iterable[str]) -> models.QuerySet:
        """Nobody is listed: postings change by the day, and no screen of ours asks."""
        return get_user_model().objects.none()
