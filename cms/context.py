"""What every page of the host may ask: second step, languages of the buttons, the demo's accounts."""

from django.conf import settings

from cms.accounts import second_factor
from cms.demo import accounts


def doors(request):
    """For the sign-in pages and the language menu; the demo's accounts are asked for only where shown."""
    return {
        "second_factor_required": second_factor.is_required(),
        "interface_languages": settings.PUENTE_INTERFACE_LANGUAGES,
        "demo_accounts": accounts.shown if settings.DEMO_ACCOUNTS else (),
    }
