"""Every address of the host site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from cms import health, views
from cms.translation import serving

media = [path("media/<path:path>", views.media, name="media")] if settings.PUENTE_SERVES_MEDIA else []

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
    # Before allauth: mail is never needed, so nothing that works by mail is offered.
    path("accounts/email/", views.not_offered),
    path("accounts/confirm-email/", views.not_offered),
    path("accounts/confirm-email/<str:key>/", views.not_offered),
    path("accounts/login/code/confirm/", views.not_offered),
    path("accounts/", include("cms.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    # Before Wagtail: its own sign-in would go round the second factor.
    path("admin/login/", views.admin_sign_in, name="admin_sign_in"),
    path("admin/password_reset/", views.not_offered),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("assessments.urls")),
    *media,
    # Before Wagtail's own: it looks whether the page is there in the visitor's language.
    *i18n_patterns(re_path(serve_pattern, serving.serve), path("", include(wagtail_urls))),
]
