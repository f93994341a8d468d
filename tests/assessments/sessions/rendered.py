"""Reads a rendered register as a browser would send it back untouched."""

import re


def rendered(answer):
    """The names and values of every field that is filled or checked."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", answer.content.decode()):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        is_choice = 'type="radio"' in tag
        if name and value and (not is_choice or "checked" in tag):
            fields[name[1]] = value[1]
    fields.pop("csrfmiddlewaretoken", None)
    return fields
