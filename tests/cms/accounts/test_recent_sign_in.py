"""A view marked ``needs_recent_sign_in`` asks for a fresh proof; the mark needs no import of the host."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpResponse

from cms.accounts.middleware import SecondFactorMiddleware
from tests.cms.accounts.conftest import PASSWORD


def sensitive(request):
    return HttpResponse("names")


sensitive.needs_recent_sign_in = True


def ordinary(request):
    return HttpResponse("page")


@pytest.fixture
def signed_in_request(client, facilitator):
    client.post("/accounts/login/", {"login": facilitator.username, "password": PASSWORD})
    return client.get("/accounts/signed-in/").wsgi_request


def ask(request, view):
    return SecondFactorMiddleware(view).process_view(request, view, (), {})


def age(request, seconds):
    for record in request.session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - seconds


def test_just_signed_in_is_recent(signed_in_request):
    assert ask(signed_in_request, sensitive) is None


def test_older_sign_in_is_asked_again_for_sensitive_views_only(signed_in_request):
    age(signed_in_request, 301)

    assert ask(signed_in_request, ordinary) is None
    assert ask(signed_in_request, sensitive)["Location"] == (
        "/accounts/reauthenticate/?next=%2Faccounts%2Fsigned-in%2F"
    )
