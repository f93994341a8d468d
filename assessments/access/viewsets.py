"""Scoped screens in Wagtail's admin, and the screen of postings.

Wagtail's generic views look a row up through the model's manager and ask the policy only about the model.
Here every such view runs in a scope narrowed to the facilities where today's postings allow its action:
rows, choices in forms and counts of any other facility do not exist for it. Never use ``ModelViewSet``
directly in a room.
"""

from collections.abc import Iterable, Mapping
from functools import wraps
from typing import Any, ClassVar

from django.utils.functional import cached_property
from wagtail.admin.viewsets.model import ModelViewSet

from assessments import scope
from assessments.access import policies
from assessments.access.forms import PostingForm, ScopedModelForm
from assessments.access.models import Posting
from assessments.access.posted_policy import PostedPolicy
from assessments.access.roles import Action


class ScopedModelViewSet(ModelViewSet):
    """A model's admin screens; ``allowed`` maps Wagtail's ``view add change delete`` to our actions."""

    allowed: ClassVar[Mapping[str, Action]] = {}
    form_class: ClassVar[type[ScopedModelForm]] = ScopedModelForm
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50

    @cached_property
    def permission_policy(self) -> PostedPolicy:
        return PostedPolicy(self.model, self.allowed)

    def get_form_class(self, for_update=False):
        return self.form_class.for_fields(self.model, self.form_fields)

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)
        names = _names(view_class)

        @wraps(view)
        def bounded(request, *args, **kwargs):
            with scope.use(self._reach(request.user, names)):
                response = view(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response

        return bounded

    def _reach(self, user: Any, names: Iterable[str]) -> scope.Scope:
        if not issubclass(self.model, scope.Scoped):
            return scope.current()
        return policies.bound_to_any(user, {self.allowed[name] for name in names if name in self.allowed})


def _names(view_class: type) -> tuple[str, ...]:
    """The permissions of which a Wagtail view asks for one."""
    if view_class.permission_required is not None:
        return (view_class.permission_required,)
    return tuple(view_class.any_permission_required or ())


class RecordViewSet(ScopedModelViewSet):
    """Records are listed and inspected here; they change through operations alone."""

    form_fields = ()

    def get_urlpatterns(self):
        shown = {"index", "index_results", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in shown]


class PostingViewSet(ScopedModelViewSet):
    """Who works where, as what, until when: the administrator's list."""

    model = Posting
    icon = "group"
    url_prefix = "postings"
    name = "postings"
    add_to_admin_menu = False
    form_class = PostingForm
    form_fields = ("user", "role", "reach", "facility", "from_on", "until_on", "reason")
    list_display = ("user", "role", "facility", "from_on", "until_on")
    list_filter = ("role", "reach")
    allowed: ClassVar = {
        "view": Action.MANAGE_POSTINGS,
        "add": Action.MANAGE_POSTINGS,
        "change": Action.MANAGE_POSTINGS,
    }
