"""Doors of the person who signs in: printed codes, and entries that waited for the sign-in."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from cms.accounts import again, kept
from cms.accounts.forms import CodeForm, SecondCodeForm


@never_cache
@sensitive_post_parameters("code")
def sign_in_by_code(request):
    """User name and printed code; then the person chooses a password."""
    if request.user.is_authenticated:
        return redirect(get_adapter().get_login_redirect_url(request))
    form = CodeForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        record_authentication(request, form.account, method="code")
        return perform_login(request, form.account, redirect_url=resolve_url("account_set_password"))
    return render(request, "accounts/code.html", {"form": form})


@never_cache
@login_required
@sensitive_post_parameters("code")
def second_code(request):
    """The second step where phones are forbidden: the next code of the printed sheet."""
    following = get_next_redirect_url(request) or get_adapter().get_login_redirect_url(request)
    form = SecondCodeForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        record_authentication(request, request.user, method="mfa", type="printed_code")
        return redirect(following)
    return render(request, "accounts/second_code.html", {"form": form, "next": following})


@require_GET
def ask_for_help(request):
    """In place of a reset by e-mail, which most accounts do not have."""
    return render(request, "accounts/forgotten.html")


@require_GET
@login_required
def signed_in(request):
    """Where a sign-in in a second tab ends."""
    return render(request, "accounts/signed_in.html")


@require_GET
@never_cache
def token(request):
    return again.token(request)


# Exempt because signing in renews the token while this page waits; the seal is the proof, and nothing is
# changed here: the answer is a page whose button sends the entries with a fresh token.
@csrf_exempt
@require_POST
@never_cache
def send_again(request):
    """After the sign-in: show the kept entries' button, for the same person only."""
    sealed = request.POST.get("sealed", "")
    entries = kept.unseal(sealed)
    if entries is None:
        return HttpResponseBadRequest(_("These entries are too old to be sent again."))
    if not request.user.is_authenticated:
        return again.page(request, sealed, entries, notice=_("You are not signed in yet."))
    if entries.account_pk not in ("", str(request.user.pk)):
        notice = _("These entries are another person's. Sign in with the account that made them.")
        return again.page(request, sealed, entries, notice=notice)
    return again.send_page(request, entries)
