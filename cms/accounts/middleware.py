"""The doors of every request: how long a sign-in lasts, its second factor, and entries that are not lost."""

import time
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from cms.accounts import again, clock, second_factor
from cms.accounts.adapters import signed_in_recently

CLOCK_KEY = "puente_clock"
#: Open to everybody at every stage of a sign-in.
ALWAYS_OPEN = frozenset(
    {"account_logout", "wagtailadmin_logout", "set_language", "healthz", "accounts:token", "accounts:again"}
)


def start_clock(sender, request, **kwargs):
    """Receiver of ``user_logged_in``."""
    request.session[CLOCK_KEY] = clock.started(int(time.time()))


class SignInClockMiddleware:
    """Ends a sign-in after the idle or the absolute limit."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.limits = clock.Limits(settings.PUENTE_IDLE_MINUTES * 60, settings.PUENTE_SIGN_IN_HOURS * 3600)

    def __call__(self, request):
        request.account_before = ""
        if request.user.is_authenticated:
            self._look_at_clock(request)
        return self.get_response(request)

    def _look_at_clock(self, request):
        now = int(time.time())
        hands = request.session.get(CLOCK_KEY) or []
        if clock.has_run_out(hands, now, self.limits):
            request.account_before = str(request.user.pk)
            logout(request)
        elif clock.is_due(hands, now):
            request.session[CLOCK_KEY] = [hands[0], now]


class SecondFactorMiddleware:
    """Nothing opens for a signed-in person until password and second factor are done in this session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated or request.resolver_match.view_name in ALWAYS_OPEN:
            return None
        step = second_factor.missing_step(request)
        if step is not None:
            return None if request.resolver_match.view_name in step.open_names else _send(request, step.name)
        if getattr(view_func, "needs_recent_sign_in", False) and not signed_in_recently(request):
            return _send(request, *_proofs(request))
        return None


class KeptEntriesMiddleware:
    """A form that meets an expired sign-in is kept in the answer instead of being thrown away.

    The workspace holds its own forms (``assessments.access.held_posts``); this is for all the others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or request.user.is_authenticated or not _asks_for_sign_in(response):
            return response
        if getattr(request, "held_post", "") or again.is_account_page(request):
            return response
        if request.resolver_match.view_name in ALWAYS_OPEN:
            return response
        return again.ask_to_sign_in(request)


def _asks_for_sign_in(response) -> bool:
    sign_in_pages = {resolve_url(settings.LOGIN_URL), reverse("wagtailadmin_login")}
    return response.status_code == 302 and urlsplit(response["Location"]).path in sign_in_pages


def _proofs(request) -> list[str]:
    """The address of the strongest proof that this person can give again."""
    return [method["url"] for method in get_adapter().get_reauthentication_methods(request.user)][-1:]


def _send(request, name="account_reauthenticate"):
    """To a step of the sign-in and then back; a script gets the address instead."""
    path = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
    address = f"{resolve_url(name)}?{urlencode({'next': path})}"
    if again.is_script(request):
        return JsonResponse({"reason": "sign_in_unfinished", "sign_in": address}, status=401)
    return HttpResponseRedirect(address)
