"""Every page of the host stands in the same frame, also when something went wrong."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from cms.models import PlainPage
from tests.builders.sites import make_site

SIGN_IN_PAGES = ["account_login", "accounts:code"]


def landmarks(html: str) -> dict[str, int]:
    return {name: len(re.findall(rf"<{name}[ >]", html)) for name in ("header", "main", "footer", "h1")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SIGN_IN_PAGES)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_page_before_sign_in_has_one_frame(client, name, language):
    html = client.get(reverse(name), headers={"accept-language": language}).content.decode()

    assert landmarks(html) == {"header": 1, "main": 1, "footer": 1, "h1": 1}
    assert re.search(r"<html lang=\"(\w+)\">", html)[1] == language
    assert re.search(r"<body>\s*<a class=\"skip button\" href=\"#content\">", html)
    assert re.findall(r"<(?:div|p)[^>]*role=\"status\"", html) == [
        '<div class="visually-hidden" id="announcer" role="status"'
    ]


@pytest.mark.django_db
def test_the_language_switch_comes_back_to_the_page(client, settings):
    html = client.get(reverse("account_login")).content.decode()

    assert re.findall(r'name="language"\s+value="(\w+)"', html) == settings.PUENTE_INTERFACE_LANGUAGES
    assert f'name="next" value="{reverse("account_login")}"' in html


@pytest.mark.django_db
def test_an_unknown_address_answers_in_our_frame(client):
    response = client.get("/es/nowhere/")

    assert response.status_code == 404
    assert landmarks(response.content.decode())["main"] == 1


@pytest.mark.parametrize("name", ["403_csrf.html", "500.html"])
def test_an_error_page_needs_no_request_and_no_database(name):
    html = render_to_string(name)

    assert landmarks(html) == {"header": 1, "main": 1, "footer": 1, "h1": 1}
    assert 'class="menu"' not in html


@pytest.mark.django_db
def test_the_home_leads_to_the_pages_below_it(client):
    home = make_site().root_page.specific
    shown = home.add_child(instance=PlainPage(title="Crianza", slug="crianza"))
    home.add_child(instance=PlainPage(title="Borrador", slug="borrador", live=False))

    context = client.get(home.get_url()).context

    assert [page.pk for page in context["pages"]] == [shown.pk]
