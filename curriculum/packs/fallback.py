"""Says on a sheet that its text is not in the language of the group yet, in words that the group reads."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, gettext_noop
from django.utils.translation import gettext as _

CAPITAL = ("en", "de", "nl")
"""Languages in which names of languages are written with a capital within a sentence."""
NOTE = gettext_noop("This text is not in %(language)s yet; it goes in %(other)s.")


@dataclass(frozen=True)
class Fallback:
    """A note and the language that it is written in."""

    note: str
    language: str


def fallback(wanted: str, shown: str) -> Fallback | None:
    """The note for a text in another language than the wanted one; nothing where they are the same."""
    if not wanted or wanted == shown:
        return None
    spoken = _spoken(wanted)
    with translation.override(spoken):
        return Fallback(_(NOTE) % {"language": name_of(wanted), "other": name_of(shown)}, spoken)


def _spoken(wanted: str) -> str:
    """The language of the note: the wanted one, or the site's own where nobody has translated it."""
    with translation.override(wanted):
        here = _(NOTE)
    with translation.override(settings.LANGUAGE_CODE):
        at_home = _(NOTE)
    if here == NOTE:
        return "en"
    return settings.LANGUAGE_CODE if here == at_home else wanted


def name_of(language: str) -> str:
    """A language's name within a sentence; a language that nobody registered goes by its code."""
    try:
        name = str(get_language_info(language)["name_translated"])
    except KeyError:
        return str(dict(settings.LANGUAGES).get(language, language))
    return (
        name if (translation.get_language() or "en").split("-")[0] in CAPITAL else name[:1].lower() + name[1:]
    )
