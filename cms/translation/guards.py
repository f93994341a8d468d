"""Keeps the source's text from being published under another language's name."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published

from cms.translation import serving


def refuse_untouched(request, page: Page):
    """In wagtail-localize's editor: a page whose title nobody translated is not published."""
    if request.method != "POST" or request.POST.get("action") != "publish" or not is_untouched(page):
        return None
    messages.error(
        request,
        _(
            "Not published: nobody has translated the title yet. Until then visitors read the original,"
            " marked as not translated."
        ),
    )
    return redirect(request.path)


def is_untouched(page: Page) -> bool:
    """Whether a page is under translation and still has the title of its source."""
    return serving.translations_of(page).exists() and not serving.has_own_title(page)


def take_back_untouched(sender, instance: Page, **kwargs) -> None:
    """However it was published, such as with all translations of a page at once: it becomes a draft again."""
    if is_untouched(instance):
        instance.unpublish()


def connect() -> None:
    """Watch what is published."""
    page_published.connect(take_back_untouched, dispatch_uid="cms.translation")
