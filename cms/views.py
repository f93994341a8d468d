"""Doors of the host that belong to no room: the admin's sign-in, what is not offered, uploaded media."""

import posixpath

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.static import serve


@never_cache
def admin_sign_in(request):
    """Wagtail's own sign-in knows no second factor: everybody goes through the one door."""
    following = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure()):
        following = "/admin/"
    if not request.user.is_authenticated:
        return redirect_to_login(following)
    if not request.user.has_perm("wagtailadmin.access_admin"):
        # Wagtail sends people here whom it does not let in; sending them on would go round in a circle.
        raise PermissionDenied
    return redirect(following)


def not_offered(request, **kwargs):
    """Addresses that allauth brings and this site does not use."""
    raise Http404


def media(request, path):
    """Uploaded pictures where no proxy serves them; documents only through their own door."""
    path = posixpath.normpath(path).lstrip("/")
    if path.split("/")[0] in ("..", "documents", "private"):
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)
