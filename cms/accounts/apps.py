"""Wagtail's users app with our screens."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountScreensConfig(WagtailUsersAppConfig):
    user_viewset = "cms.accounts.viewsets.AccountViewSet"
