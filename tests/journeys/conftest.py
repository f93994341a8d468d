"""What every journey starts from: an empty site in a real browser, and people who sit down in front of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from assessments import scope, vault
from tests.builders.sites import forget_wagtails_own, make_site

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# Two cores are shared: a state is waited for, however long a slow machine takes to reach it.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def site(live_server, transactional_db):
    """The address of an empty site with its keys and home page."""
    cache.clear()
    vault.ensure_key_file()
    forget_wagtails_own()
    make_site()
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """People here read Spanish, on a desk unless a journey says otherwise."""
    return {**browser_context_args, "locale": "es-PE", "timezone_id": "America/Lima"}


class Troubles:
    """What no page may do, however its story ends: break its policy, throw, or fail in the server."""

    def __init__(self):
        self.seen = []

    def watch(self, context):
        context.on("weberror", lambda one: self.seen.append(f"{one.page.url}: {one.error}"))
        context.on("console", self.hear)
        context.on("response", self.answered)

    def hear(self, message):
        if "Content Security Policy" in message.text:
            self.seen.append(message.text)

    def answered(self, response):
        is_missing_file = response.status == 404 and "/static/" in response.url
        if response.status >= 500 or is_missing_file:
            self.seen.append(f"{response.status} {response.url}")


@pytest.fixture
def troubles():
    """Whatever went wrong behind the backs of the people of this story; nothing may."""
    kept = Troubles()
    yield kept
    assert kept.seen == []


@pytest.fixture
def visitor(site, new_context, troubles):
    """``visitor()`` is a page in a browser of its own, of somebody who has not signed in."""

    def new(viewport=DESK, **options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        troubles.watch(context)
        page = context.new_page()
        page.set_viewport_size(viewport)
        return page

    return new


@pytest.fixture
def sit_down(site, visitor):
    """``sit_down(user)`` is a page in that person's own browser; the sign-in form has journeys of its own."""

    def as_(user, viewport=DESK, **options):
        page = visitor(viewport, **options)
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        return page

    return as_


@pytest.fixture
def visit(site):
    """``visit(page, name, *args)`` opens one of our addresses and answers what the server said."""

    def go(page, name, *args):
        return page.goto(site + reverse(name, args=args))

    return go


@pytest.fixture
def every_row(transactional_db):
    """The scope in which a journey reads what the database kept."""
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def violations():
    """``violations(page)`` is what axe finds on the page as it stands: each rule and where it is broken."""

    def found(page):
        broken = Axe().run(page, options=AXE_RULES).response["violations"]
        return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in broken]

    return found
