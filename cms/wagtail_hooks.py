"""What the host adds to Wagtail's admin: the way from an account to its codes, and translation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.accounts import authority
from cms.translation import admin  # noqa: F401  (its hooks)


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


class AccountsItem(MenuItem):
    def is_shown(self, request):
        return authority.looks_after_accounts(request.user)


@hooks.register("register_admin_menu_item")
def accounts_item():
    """The accounts this person looks after: open, print codes, reset, end."""
    return AccountsItem(_("Accounts"), reverse("accounts:staff"), name="accounts", icon_name="key", order=225)
