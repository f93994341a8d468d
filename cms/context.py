"""What every page of the host may ask: second step, languages, marks of translation, the demo's accounts."""

from django.conf import settings

from cms.accounts import second_factor
from cms.demo import accounts


def doors(request):
    """For the sign-in pages, the language menu and marked pages; the demo's accounts only where shown."""
    mark = getattr(request, "translation_mark", None)
    return {
        "translation_mark": mark,
        "shown_language": mark.shown if mark is not None and mark.is_missing else "",
        "second_factor_required": second_factor.is_required(),
        "interface_languages": settings.PUENTE_INTERFACE_LANGUAGES,
        "demo_accounts": accounts.shown if settings.DEMO_ACCOUNTS else (),
    }
