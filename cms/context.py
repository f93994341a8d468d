"""What every page of the host may ask: is a second step required, which languages have buttons."""

from django.conf import settings

from cms.accounts import second_factor


def doors(request):
    """``second_factor_required`` and ``interface_languages``, for the sign-in pages and the language menu."""
    return {
        "second_factor_required": second_factor.is_required(),
        "interface_languages": settings.PUENTE_INTERFACE_LANGUAGES,
    }
