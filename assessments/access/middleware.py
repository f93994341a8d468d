"""Sets the scope of every request from today's postings, and keeps the door of Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse

from assessments import scope
from assessments.access import doors, operations, policies

#: Below the admin's address, and open before anybody is let in.
OPEN_NAMES = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
)


class ScopeMiddleware:
    """Anonymous visitors get the empty scope; public pages that read a record name a system scope."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with scope.use(policies.scope_of(request.user)):
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Postings decide at this moment who enters the admin, whatever groups the person was left in."""
        if not request.user.is_authenticated or not _is_admin(request):
            return
        operations.keep_memberships(person=request.user)
        if not policies.may_enter_admin(request.user):
            doors.deny(request.user, "enter_admin")
            raise PermissionDenied


def _is_admin(request) -> bool:
    try:
        below = request.path.startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False
    return below and request.resolver_match.view_name not in OPEN_NAMES
