"""The stranger's addresses: ours stand under a prefix of their choice."""

from django.contrib.auth import urls as auth_urls
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("accounts/", include(auth_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("puente/", include("assessments.urls")),
    path("", include(wagtail_urls)),
]
