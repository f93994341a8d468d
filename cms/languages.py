"""Quechua of Ayacucho, which Django does not know, and the languages of addresses."""

from django.conf.locale import LANG_INFO
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

QUECHUA = {"bidi": False, "code": "quy", "name": "Ayacucho Quechua", "name_local": "Chanka runasimi"}


def register() -> None:
    """Make ``get_language_info("quy")`` answer; pages in it are served once its catalogue is compiled."""
    LANG_INFO.setdefault("quy", QUECHUA)


class HomeLanguageMiddleware(LocaleMiddleware):
    """Sends ``/`` to the home of the visitor's language, and lets every other missing page be missing.

    Django's own would turn each 404 into a redirect to ``/es/...``, because Wagtail answers to any address
    below a language.
    """

    def process_response(self, request, response):
        if response.status_code == 404 and request.path_info != "/":
            patch_vary_headers(response, ("Accept-Language",))
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        return super().process_response(request, response)
