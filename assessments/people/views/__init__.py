"""The doors of people: the list, one person, somebody who arrives, and lists that are brought in."""

from assessments.people.views.bringing import bring_list, check_list, error_file
from assessments.people.views.listing import add, export, people
from assessments.people.views.person import consent, move, name, person, withdraw

__all__ = [
    "add",
    "bring_list",
    "check_list",
    "consent",
    "error_file",
    "export",
    "move",
    "name",
    "people",
    "person",
    "withdraw",
]
