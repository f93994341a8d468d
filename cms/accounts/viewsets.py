"""Wagtail's screens for accounts: names and groups only; codes, resets and ends have pages of their own."""

from django.shortcuts import redirect
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet


class AccountCreationForm(UserCreationForm):
    """E-mail is optional; the password comes by a printed code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["last_name"].required = False


class AccountEditForm(UserEditForm):
    """Ending an account is a page of its own, which signs out and withdraws codes as well."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["last_name"].required = False
        self.fields.pop("is_active", None)


class AccountCreateView(CreateView):
    """There is one way to open an account: the page that leads to the printed code."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("accounts:staff_add")


class AccountEditView(EditView):
    """Only a superuser makes superusers."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class AccountViewSet(UserViewSet):
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView

    def get_form_class(self, for_update=False):
        return AccountEditForm if for_update else AccountCreationForm
