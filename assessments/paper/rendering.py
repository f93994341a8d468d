"""From choices to one PDF: the register of a session and the sheets of its lesson, laid out once."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.paper.choices import Choices
from assessments.paper.register_sheet import RegisterSheet
from assessments.sessions.models import Session
from curriculum import outline, pdf

TEMPLATE = "assessments/paper/register.html"
CSS = Path(__file__).resolve().parent.parent / "static" / "assessments" / "paper" / "register.css"
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


def language_of(session: Session) -> str:
    """The language of our own words on paper: that of the group, or else the site's."""
    wanted = session.cohort.language
    return wanted if (_LOCALE / translation.to_locale(wanted)).is_dir() else settings.LANGUAGE_CODE


def pack(session: Session, choices: Choices, register: RegisterSheet | None) -> bytes:
    """One tagged PDF: the register first, then what the lesson brings."""
    language = language_of(session)
    with translation.override(language):
        lesson = _lesson_sheets(session, choices)
        html = outline.document(_title(session), language, _register(register) + lesson.html)
    return pdf.render(
        html, language=language, stylesheets=(*lesson.stylesheets, _css()), assets=lesson.assets
    )


def _lesson_sheets(session: Session, choices: Choices) -> outline.Sheets:
    if not choices.wants_lesson:
        return outline.Sheets(html=SafeString(""), stylesheets=(), assets={})
    wanted = outline.Choice(
        guide=choices.guide,
        handouts=choices.handouts,
        large_print=choices.large_print,
        fidelity=choices.fidelity,
    )
    return outline.sheets(session.content_sha256, wanted, wanted_language=session.cohort.language)


def _register(sheet: RegisterSheet | None) -> SafeString:
    return render_to_string(TEMPLATE, {"sheet": sheet, "session": sheet.session}) if sheet else mark_safe("")


def _title(session: Session) -> str:
    words = {"number": session.number, "group": session.cohort.name}
    return _("Session %(number)s: %(group)s") % words


@lru_cache(maxsize=1)
def _css() -> str:
    return CSS.read_text(encoding="utf-8")
