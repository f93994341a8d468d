"""What the home offers each role: a sentence and the next step, as far as this site has the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.access import policies
from assessments.access.roles import Role
from assessments.workspace import navigation

#: role -> (page, title, what it is for, words of the link)
PANELS = {
    Role.COORDINATOR: (
        (
            "cohort_open",
            _("Open a group"),
            _("Choose a programme and a rhythm; see every date before it counts."),
            _("Open a group"),
        ),
        (
            "people_import",
            _("Bring a list of people"),
            _("An Excel or CSV list is checked first; nothing is written until you confirm."),
            _("Import a list"),
        ),
        (
            "cohort_list",
            _("Certificates and movements"),
            _("Open a group to see who is eligible, and end the stay of those who left."),
            _("See the groups"),
        ),
    ),
    Role.PSYCHOLOGIST: (
        (
            "report_list",
            _("What changed"),
            _("Questionnaires before and after, with the cautions that belong to them."),
            _("See the reports"),
        ),
        (
            "cohort_list",
            _("Groups"),
            _("Who takes part, which sessions were held, which answers are missing."),
            _("See the groups"),
        ),
        (
            "workspace_notes",
            _("What was noted"),
            _("The last notes about each lesson, from the people who taught it."),
            _("Read the notes"),
        ),
    ),
    Role.FACILITATOR: (
        (
            "cohort_list",
            _("Your groups"),
            _("Every session of a group, its people and its registers."),
            _("See the groups"),
        ),
        (
            "workspace_notes",
            _("What was noted"),
            _("The last notes about each lesson, from the people who taught it."),
            _("Read the notes"),
        ),
    ),
    Role.DIRECTOR: (
        (
            "report_outside",
            _("Numbers you can trust"),
            _("Only groups of ten people or more, and never a name."),
            _("See the report"),
        ),
    ),
    Role.DONOR: (
        (
            "report_outside",
            _("Numbers you can trust"),
            _("Only groups of ten people or more, and never a name."),
            _("See the report"),
        ),
    ),
}


def of_user(user: Any) -> list[dict[str, Any]]:
    """The panels of every role the user has, each page once."""
    found: dict[str, dict[str, Any]] = {}
    held = policies.roles_of(user)
    for role, offers in PANELS.items():
        for name, title, text, label in offers if role in held else ():
            url = navigation.address(name)
            if url and name not in found:
                found[name] = {"url": url, "title": title, "text": text, "label": label}
    return list(found.values())
