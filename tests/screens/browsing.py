"""Opens a browser in which somebody is signed in, and knows where the pictures of the docs stand."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

IMAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
PHONE = {"is_mobile": True, "has_touch": True}


def context_of(browser: Browser, site: str, user: Any, **options: Any) -> BrowserContext:
    """A browser in which this person is signed in, or nobody."""
    context = browser.new_context(locale="es-PE", timezone_id="America/Lima", **options)
    if user is not None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return context
