"""Template tags of the workspace: the navigation of a person's roles, and moments in a facility's zone."""

from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format, get_format

from assessments.workspace import navigation

register = template.Library()


@register.inclusion_tag("assessments/parts/nav.html", takes_context=True)
def workspace_nav(context):
    """The pages that the user's roles open, as far as this site has them."""
    request = context.get("request")
    return {"nav_items": navigation.items(request) if request else []}


@register.filter
def in_zone(moment, zone: str):
    """A moment as the wall clock of that zone shows it; naive, so that ``date`` leaves it alone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment else moment


@register.filter
def in_words(day):
    """A day as people say it, with its weekday: "lunes 7 de diciembre de 2026"."""
    return date_format(day, f"l {get_format('DATE_FORMAT')}")


@register.simple_tag
def place(name: str, *args):
    """The address of a page that another room may bring; nothing where there is none."""
    return navigation.address(name, *args)
