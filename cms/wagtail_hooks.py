"""What the host adds to Wagtail's admin: the way from an account to its codes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.accounts import authority


@hooks.register("register_user_listing_buttons")
def account_buttons(user, request_user):
    """Codes, reset and end of an account, for who looks after it."""
    if authority.looks_after(request_user, user):
        yield Button(
            _("Sign-in codes, reset, end"),
            reverse("accounts:staff_account", args=[user.pk]),
            icon_name="key",
            priority=20,
        )
