"""Scoped screens in Wagtail's admin, and the screen of postings.

Wagtail's generic views look a row up through the model's manager and ask the policy only about the model.
Here every such view runs in a scope narrowed to the facilities where today's postings allow its action:
rows, choices in forms and counts of any other facility do not exist for it. Never use ``ModelViewSet``
directly in a room.
"""

from collections.abc import Iterable, Mapping
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from wagtail import permissions
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from assessments import scope
from assessments.access import doors, policies
from assessments.access.exports import HarmlessExport
from assessments.access.forms import PostingForm, ScopedModelForm
from assessments.access.models import Posting
from assessments.access.posted_policy import PostedPolicy
from assessments.access.roles import Action
from assessments.journal import operations as journal
from assessments.journal.models import AuditEntry

#: The names of Wagtail's views of one model that we offer; each may be left out.
LIST = frozenset({"index", "index_results", "inspect"})
EDIT = LIST | {"add", "edit"}
_FORMATS = ("csv", "xlsx")


class ScopedIndexView(HarmlessExport, generic.IndexView):
    """The list, read with the relations that its columns name."""

    def get_queryset(self):
        related = {field.name for field in self.model._meta.concrete_fields if field.is_relation}
        named = [
            name.split("__")[0] for name in (*self.list_display, *self.list_export) if isinstance(name, str)
        ]
        return super().get_queryset().select_related(*sorted(related.intersection(named)))


class ScopedCreateView(generic.CreateView):
    """The form of a new row; what the operation refuses after all is said beside it."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except tuple(form.refusals) as refused:
            form.add_error(None, form.refusals[type(refused)])
            self.produced_error_message = (
                self.get_error_message()
            )  # as Wagtail sets it for a form's own errors
            return self.form_invalid(form)


class ScopedModelViewSet(ModelViewSet):
    """A model's admin screens; ``allowed`` maps Wagtail's ``view add change delete`` to our actions."""

    allowed: ClassVar[Mapping[str, Action]] = {}
    screens: ClassVar[frozenset[str]] = EDIT
    policy_class: ClassVar[type[PostedPolicy]] = PostedPolicy
    form_class: ClassVar[type[ScopedModelForm]] = ScopedModelForm
    index_view_class = ScopedIndexView
    add_view_class = ScopedCreateView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 50

    @cached_property
    def url_namespace(self) -> str:
        """Apart from what the host or another plug-in may call its own screens."""
        return f"assessments_{self.name}"

    @cached_property
    def url_prefix(self) -> str:
        return f"assessments/{self.name}"

    @cached_property
    def permission_policy(self) -> PostedPolicy:
        return self.policy_class(self.model, self.allowed)

    def register_policy(self) -> None:
        """Say to Wagtail that this policy answers for the model (before anybody asks: see apps.py)."""
        register = getattr(permissions, "register_permission_policy", None)
        if register is not None:  # Wagtail 7.4 asks the viewset itself
            register(self.model, self.permission_policy, exact_class=True)

    def get_form_class(self, for_update=False):
        return self.form_class.for_fields(self.model, self.form_fields)

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.screens]

    def get_common_view_kwargs(self, **kwargs):
        """No view links to a screen that is left out."""
        found = super().get_common_view_kwargs(**kwargs)
        return {
            key: value
            for key, value in found.items()
            if not key.endswith("_url_name") or key.removesuffix("_url_name") in self.screens
        }

    def get_permissions_to_register(self):
        """Groups are never asked about our rows, so no box to tick is offered for them."""
        return super().get_permissions_to_register().none()

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)
        names = _names(view_class)

        @wraps(view)
        def bounded(request, *args, **kwargs):
            with scope.use(self._reach(request.user, names)):
                try:
                    return self._answer(request, view(request, *args, **kwargs))
                except (Http404, PermissionDenied):
                    doors.deny(request.user, "+".join(names), self.model)
                    raise

        return bounded

    def _answer(self, request, response):
        """Rendered, or written whole, while the scope is narrow; what leaves as a file is journalled."""
        if hasattr(response, "render"):
            return response.render()
        if response.streaming:
            response.streaming_content = [b"".join(response.streaming_content)]
        if request.GET.get("export") in _FORMATS:
            kind = self.model._meta.model_name
            journal.write(user=request.user, verb="access.exported", detail={"kind": kind})
        return response

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
    screens = LIST


class PostingViewSet(ScopedModelViewSet):
    """Who works where, as what, until when: the administrator's list."""

    model = Posting
    icon = "group"
    name = "postings"
    form_class = PostingForm
    form_fields = ("user", "role", "reach", "facility", "from_on", "until_on", "reason")
    list_display = ("user", "role", "facility", "from_on", "until_on")
    list_filter = ("role", "reach", "facility")
    search_fields = ("user__username", "user__first_name", "user__last_name", "facility__name")
    ordering = ("user__username", "from_on", "pk")
    inspect_view_fields = ("user", "role", "reach", "facility", "from_on", "until_on", "reason")
    allowed: ClassVar = {
        "view": Action.MANAGE_POSTINGS,
        "add": Action.MANAGE_POSTINGS,
        "change": Action.MANAGE_POSTINGS,
    }


class AuditEntryViewSet(RecordViewSet):
    """Who did what: of the facilities where the reader may see it, newest first."""

    model = AuditEntry
    icon = "history"
    name = "audit"
    list_display = ("at", "user", "verb", "facility", "subject_type", "subject_id")
    list_export = list_display
    list_filter = ("facility", "at")
    search_fields = ("verb", "subject_type", "subject_id", "user__username")
    ordering = ("-at", "-pk")
    inspect_view_fields = (*list_display, "fields", "detail")
    allowed: ClassVar = {"view": Action.SEE_AUDIT}
