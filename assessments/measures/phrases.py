"""The words of questionnaires: occasions, modes, outcomes, keys, and why an answer was not taken."""

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.measures import about
from assessments.measures.about import About
from assessments.measures.parts import Missing, Text

OCCASIONS = {"baseline": _("Answers at the start"), "endline": _("Answers at the end")}

MODES = {
    "paper_keyed": _("on paper, typed in"),
    "read_aloud": _("read aloud"),
    "self": _("answered alone"),
}

OUTCOMES = {
    about.ANSWERED: pgettext_lazy("questionnaire", "answered"),
    about.REFUSED: _("offered, did not want to"),
    about.NOT_POSSIBLE: _("offered, was not possible"),
}

REASONS = {
    Missing.SKIPPED: _("left blank"),
    Missing.ILLEGIBLE: _("cannot be read"),
    Missing.REFUSED: _("did not want to answer"),
    Missing.DONT_KNOW: _("does not know"),
    Missing.NOT_ASKED: _("not asked"),
}

LANGUAGES = {"es": _("Spanish"), "en": _("English"), "quy": _("Ayacucho Quechua")}

NO_CONSENT = _(
    "Did not agree to questionnaires, so no answers are kept. You can still note that it was offered."
)
CONSENT_GONE = _(
    "This person does not agree to questionnaires. Nothing of the page was saved; the row is closed now,"
    " the other answers are still here: save again."
)
FORM_BROKEN = _("This page is too old to be saved. Open it again; what you typed is still in your browser.")
DAY_WRONG = _("Write the day as 05/01/2026.")
DAY_TO_COME = _("This day is still to come.")
CHOICE_WRONG = _("Choose one of the list.")
ANSWERED_AND_NOT = _(
    "Answers are typed in, and it says that the person did not answer. Clear the answers,"
    " or choose “answered”."
)
QUESTION = _("Question %(number)s")
HOW_IT_WAS_ASKED = _("How it was asked")
TAKEN_BACK = _("no answer")
KEY_WRONG = _("Question %(number)s: “%(typed)s” is none of the keys printed above.")

ASIDE = {
    "bad_about": _("the day, language or way of asking could not be read"),
    "unknown_item": _("the question does not belong to this form"),
    "bad_answer": _("the question does not offer this answer"),
    "unknown_person": _("the person is not in this group"),
    "clash": _("the same page was sent twice with different answers; both were kept"),
}


def how(asked: About) -> tuple[object, ...]:
    """How a sheet came about, in a few words."""
    day = date_format(asked.on, "SHORT_DATE_FORMAT")
    return OUTCOMES[asked.outcome], day, MODES[asked.mode], LANGUAGES.get(asked.language, asked.language)


def points(value: float, decimals: int = 1, *, fixed: bool = False) -> str:
    """A number as people write it; without needless zeros unless ``fixed``, with a real minus."""
    rounded = round(value, decimals) + 0.0
    short = rounded == int(rounded) and not fixed
    written = number_format(abs(rounded), 0 if short else decimals, use_l10n=True)
    return f"−{written}" if rounded < 0 else written


def text(words: Text) -> str:
    """A text of an instrument in the reader's language, else in Spanish."""
    language = get_language() or ""
    return words.get(language) or words.get(language.partition("-")[0]) or words.get("es")


def language_choices(codes) -> list[tuple[str, str]]:
    """The languages of an instrument, named where we have a name."""
    return [(code, LANGUAGES.get(code, code)) for code in codes]
