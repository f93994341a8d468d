"""Answers to a form that could not be taken because of the sign-in: the entries stay in the page."""

from urllib.parse import urlsplit

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.csrf import csrf_failure

from cms.accounts import kept


def is_script(request) -> bool:
    """Whether the request came from a script of ours, which keeps the entries itself."""
    return (
        "application/json" in request.headers.get("Accept", "")
        or request.content_type == "application/json"
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


def is_account_page(request) -> bool:
    """Whether the form may hold a password or a code, which is never kept."""
    return request.path.startswith(reverse("account_login").removesuffix("login/"))


def sign_in_address() -> str:
    """Sign in in another tab and come back to this one."""
    return f"{resolve_url('account_login')}?{urlencode({'next': reverse('accounts:signed_in')})}"


def ask_to_sign_in(request):
    """401: the page holds the entries, sign-in opens beside it, and one button sends them again."""
    if is_script(request):
        return JsonResponse(
            {"reason": "signed_out", "sign_in": sign_in_address(), "token": reverse("accounts:token")},
            status=401,
        )
    entries = kept.entries_of(request, getattr(request, "account_before", ""))
    return page(request, kept.seal(entries), entries, status=401)


def page(request, sealed, entries, status=200, notice=""):
    """The page that holds sealed entries and waits for the sign-in."""
    context = {
        "sealed": sealed,
        "had_files": entries.had_files,
        "sign_in": sign_in_address(),
        "notice": notice,
    }
    return render(request, "accounts/kept.html", context, status=status)


def send_page(request, entries, status=200):
    """The page that sends the entries with a fresh token."""
    context = {"path": entries.path, "fields": entries.fields, "had_files": entries.had_files}
    return render(request, "accounts/again.html", context, status=status)


def token(request):
    """For scripts: a fresh form token after a sign-in in another tab, and whether there is a sign-in."""
    return JsonResponse({"signed_in": request.user.is_authenticated, "token": get_token(request)})


def stale_form(request, reason=""):
    """A form whose token is stale (signed in anew in another tab): keep it if it came from our own page."""
    if not _is_ours(request):
        return csrf_failure(request, reason)
    if is_script(request):
        return JsonResponse({"reason": "stale_form", "token": reverse("accounts:token")}, status=403)
    pk = str(request.user.pk) if request.user.is_authenticated else ""
    entries = kept.entries_of(request, pk)
    if request.user.is_authenticated:
        return send_page(request, entries, status=403)
    return page(request, kept.seal(entries), entries, status=403)


def _is_ours(request) -> bool:
    """Whether the browser itself says that the form stood on a page of this site."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    here = (request.scheme, request.get_host())
    return urlsplit(source)[:2] == here and not is_account_page(request)
