"""The two lists that every row of a register repeats, printed from parts that are put together once."""

from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.conf import conf
from assessments.sessions import phrases

register = template.Library()


@register.simple_tag
def mark_choices(seq: int, status: str) -> SafeString:
    """Five native radio inputs under their big faces, in the order of the keys 1 to 5."""
    faces = [
        f'<label class="register__mark register__mark--{face}"><input type="radio" name="mark-{int(seq)}"'
        f' value="{value}"{" checked" if value == status else ""}><span>{label}</span></label>'
        for value, face, label in _faces(get_language())
    ]
    return mark_safe("".join(faces))


@register.simple_tag
def reason_options(reason: str) -> SafeString:
    """The reasons of an absence as options, none chosen unless one was."""
    options = [
        f'<option value="{value}"{" selected" if value == reason else ""}>{label}</option>'
        for value, label in _reasons(get_language(), tuple(conf.EXTRA_ABSENCE_REASONS))
    ]
    return mark_safe("<option></option>" + "".join(options))


@lru_cache(maxsize=8)
def _faces(language: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(value), value.replace("_", "-"), escape(str(label))) for value, label in phrases.MARKS.items()
    )


@lru_cache(maxsize=8)
def _reasons(language: str, extra: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((escape(value), escape(str(label))) for value, label in phrases.absence_reasons())
