"""What every journey starts from: an empty site in a real browser, and people who sign in."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from assessments import scope, vault
from tests.builders.sites import make_site

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def site(live_server, transactional_db):
    """The address of an empty site with its keys and home page."""
    vault.ensure_key_file()
    make_site()
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """People here read Spanish, on a desk unless a journey says otherwise."""
    return {**browser_context_args, "locale": "es-PE", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def sign_in(site, context):
    """``sign_in(user)`` makes the browser that person's; the sign-in form has a journey of its own."""

    def as_(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.clear_cookies()
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    return as_


@pytest.fixture
def every_row():
    """The scope in which a journey reads what the database kept."""
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def assert_accessible():
    """``assert_accessible(page)`` runs axe on the page as it stands."""

    def check(page):
        found = Axe().run(page, options=AXE_RULES).response["violations"]
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
        assert told == [], page.url

    return check
