"""Template filters for questionnaires and reports: words of an instrument, words for a code, numbers."""

from django import template

from assessments.measures import phrases

register = template.Library()


@register.filter
def words(text) -> str:
    """A text of an instrument in the reader's language."""
    return phrases.text(text)


@register.filter
def wording(code, table) -> str:
    """The words that ``table`` has for ``code``."""
    return table.get(code, code)


@register.filter
def points(value, decimals: int = 1) -> str:
    """A score as people write it: no needless zeros, a dash where there is none."""
    return "–" if value is None else phrases.points(value, decimals)


@register.filter
def average(value, decimals: int = 1) -> str:
    """A mean, always with its decimals."""
    return phrases.points(value, decimals, fixed=True)


@register.filter
def occasion_name(occasion: str) -> str:
    """The occasion of a questionnaire in words."""
    return phrases.OCCASIONS.get(occasion, occasion)


@register.filter
def taken_how(taken) -> str:
    """When, how and in which language somebody was asked, and what came of it."""
    return ", ".join(map(str, phrases.how(taken)))
