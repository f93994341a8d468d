"""The headers of every answer: what a browser may load, frame, tell others and keep."""

from csp.middleware import CSPMiddleware
from django.conf import settings

SITE_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "frame-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# Wagtail's date fields, inline panels and choosers write inline scripts, its editor inline styles, and
# its preview frames a page of our own: all of that only below the admin's address.
ADMIN_POLICY = {
    **SITE_POLICY,
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}

# A draft is previewed as the public page it will be, in a frame of the editor; it passes these doors.
PREVIEW_POLICY = {**SITE_POLICY, "frame-ancestors": ["'self'"]}

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def is_admin(request) -> bool:
    """Whether the request is for Wagtail's admin."""
    return request.path_info.startswith("/admin/")


class ContentPolicyMiddleware(CSPMiddleware):
    """Strict everywhere, looser below the admin; a preview may stand in the admin's frame."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        if getattr(request, "is_preview", False):
            parts.config = PREVIEW_POLICY
        elif is_admin(request):
            parts.config = {**ADMIN_POLICY, **settings.PUENTE_ADMIN_POLICY_EXTRA}
        return parts


class HeadersMiddleware:
    """Permissions, resource policy, and no copies of pages that a signed-in person sees."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._is_personal(request) and "immutable" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def _is_personal(request) -> bool:
        if request.path_info.startswith("/accounts/") or is_admin(request):
            return True
        user = getattr(request, "user", None)
        return user is not None and user.is_authenticated
