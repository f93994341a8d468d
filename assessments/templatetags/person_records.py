"""What the rooms above people know about a person, for the person's page."""

from django import template

from assessments.cohorts.models import Enrolment
from assessments.people import phrases

register = template.Library()


@register.filter
def language_name(code):
    """A language in words; an unknown code stays a code."""
    return phrases.LANGUAGES.get(code, code)


@register.inclusion_tag("assessments/people/parts/enrolments.html")
def enrolments_of(participant):
    """The groups of a person in the facilities of the scope, the last first; one query."""
    rows = Enrolment.objects.filter(participant=participant).select_related("cohort")
    return {"enrolments": list(rows.order_by("-starts_on", "pk"))}
