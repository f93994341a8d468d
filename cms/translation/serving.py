"""Serves the Spanish page, marked, where the visitor's language has none yet; its links stay there too."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import translation
from wagtail import views
from wagtail.models import Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.operations.words import TITLE
from curriculum.packs.fallback import name_of

ROUTED = "_wagtail_route_for_request"
ROOTS = "_wagtail_cached_site_root_paths"


@dataclass(frozen=True)
class Mark:
    """What a page says of itself: its language is missing, or parts of it are."""

    is_missing: bool
    wanted: str
    shown: str

    @property
    def wanted_name(self) -> str:
        return name_of(self.wanted)

    @property
    def shown_name(self) -> str:
        return name_of(self.shown)


def serve(request, path):
    """Wagtail's own, after looking whether the page is there in this language."""
    language = translation.get_language()
    if language != settings.LANGUAGE_CODE and request.method in ("GET", "HEAD"):
        request.translation_mark = _mark(request, path, language)
        setattr(request, ROOTS, _roots(language))
    return views.serve(request, path)


def _mark(request, path, language: str) -> Mark | None:
    """Route to the source's page where this language has none; the answer is kept on the request."""
    routed = Page.route_for_request(request, path)
    if routed is not None and is_translated(routed.page, language):
        if is_complete(routed.page):
            return None
        return Mark(False, language, settings.LANGUAGE_CODE)
    delattr(request, ROUTED)
    with translation.override(settings.LANGUAGE_CODE):
        found = Page.route_for_request(request, path)
    return Mark(True, language, settings.LANGUAGE_CODE) if found is not None else None


def _roots(language: str) -> list:
    """Where Wagtail finds the addresses of this request: the source's pages below the visitor's language.

    Each of them is served there as well, translated or marked, so that following a link never changes the
    language somebody chose.
    """
    return [
        root._replace(language_code=language) if root.language_code == settings.LANGUAGE_CODE else root
        for root in Site.get_site_root_paths()
    ]


def is_translated(page: Page, language: str) -> bool:
    """Whether a page is in this language: no mirror of another's, and somebody translated its title."""
    if page.locale.language_code != language or page.alias_of_id:
        return False
    return not translations_of(page).exists() or has_own_title(page)


def is_complete(page: Page) -> bool:
    """Whether no text of the page is still the source's."""
    known = translations_of(page).values("source_id")
    words = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=page.locale_id,
        has_error=False,
    )
    return not StringSegment.objects.filter(~Exists(words), source_id__in=known).exists()


def translations_of(page: Page):
    """The translation under wagtail-localize that makes this page."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )


def has_own_title(page: Page) -> bool:
    """Whether somebody translated the page's title."""
    return StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        context__path=TITLE,
        locale_id=page.locale_id,
        has_error=False,
    ).exists()
