"""Doors of administrators and coordinators: open accounts, print codes, reset, end."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cms.accounts import authority, codes, operations
from cms.accounts.forms import AccountForm, SearchForm
from cms.accounts.models import User

PER_PAGE = 50


def account_door(view):
    """Fetch the account that the person looks after; another one and a missing one answer alike."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request, pk, *args, **kwargs):
        if not authority.looks_after_accounts(request.user):
            raise PermissionDenied
        account = authority.accounts_of(request.user).filter(pk=pk).first()
        if account is None:
            raise Http404
        return view(request, account, *args, **kwargs)

    return guarded


def staff_door(view):
    """Only for people who look after accounts."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not authority.looks_after_accounts(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@staff_door
def index(request):
    """The accounts this person looks after."""
    form = SearchForm(request.GET)
    accounts = authority.accounts_of(request.user).order_by("username")
    if form.is_valid():
        accounts = accounts.matching(form.cleaned_data["words"])
        if form.cleaned_data["state"]:
            accounts = accounts.filter(is_active=form.cleaned_data["state"] == "open")
    page = Paginator(accounts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/staff_index.html", {"form": form, "page": page})


@staff_door
def add(request):
    """Open an account."""
    form = AccountForm(request.POST or None, instance=User())
    if request.method == "POST" and form.is_valid():
        account = operations.open_account(user=request.user, **form.cleaned_data)
        messages.success(request, _("The account is open. Print a sign-in code and hand it over in person."))
        return redirect("accounts:staff_account", pk=account.pk)
    return render(request, "accounts/staff_add.html", {"form": form})


@account_door
def detail(request, account):
    """One account: names, and what can be done with it."""
    form = AccountForm(request.POST or None, instance=User.objects.get(pk=account.pk))
    if request.method == "POST" and form.is_valid():
        operations.change_account(user=request.user, account=account, **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect("accounts:staff_account", pk=account.pk)
    return render(request, "accounts/staff_account.html", {"form": form, "account": account})


@require_POST
@account_door
def print_sign_in_code(request, account):
    """The sheet with one code to sign in; it is shown this once."""
    code = operations.print_sign_in_code(user=request.user, account=account)
    context = {"account": account, "printed": [codes.printed(code)], "days": operations.SIGN_IN_LASTS.days}
    return render(request, "accounts/sheet_sign_in.html", context)


@require_POST
@account_door
def print_second_codes(request, account):
    """The sheet of codes for the second step; it is shown this once."""
    made = operations.print_second_codes(user=request.user, account=account)
    context = {
        "account": account,
        "printed": [codes.printed(code) for code in made],
        "days": operations.SECOND_FACTOR_LASTS.days,
    }
    return render(request, "accounts/sheet_second_factor.html", context)


@require_POST
@account_door
def reset_second_factor(request, account):
    """Lost phone or key."""
    operations.reset_second_factor(user=request.user, account=account)
    messages.success(request, _("The second step is reset. At the next sign-in it is set up anew."))
    return redirect("accounts:staff_account", pk=account.pk)


@require_POST
@account_door
def end(request, account):
    """Close the account."""
    operations.end_account(user=request.user, account=account)
    messages.success(request, _("The account is ended and signed out everywhere."))
    return redirect("accounts:staff_account", pk=account.pk)


@require_POST
@account_door
def reopen(request, account):
    """Open a closed account again."""
    operations.reopen_account(user=request.user, account=account)
    messages.success(
        request, _("The account is open again. Print a sign-in code and hand it over in person.")
    )
    return redirect("accounts:staff_account", pk=account.pk)
