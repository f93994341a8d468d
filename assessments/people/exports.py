"""People and import problems as tables for a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from assessments.facilities.models import Facility
from assessments.journal import operations as journal
from assessments.people import phrases, register, spreadsheet
from assessments.people.importing.entries import Problem
from assessments.people.operations import Report


def problems_of(report: Report) -> list[Problem]:
    """What stands in the way, unanswered names included, in the order of the file."""
    asked = [
        Problem(one.row, "", "name_here_already", {"codes": ", ".join(one.candidates)})
        for one in report.unanswered
    ]
    return sorted([*report.problems, *asked], key=lambda problem: problem.row)


def said(problems: Iterable[Problem]) -> list[tuple[int, str, str, str]]:
    """Row in the file, column as written there, what is wrong, what to do."""
    return [(one.row, one.column, *phrases.problem(one.code, one.details)) for one in problems]


def error_file(report: Report) -> bytes:
    """The problems as CSV that Excel opens with its accents."""
    headings = (_("Row"), _("Column"), _("Problem"), _("What to do"))
    return spreadsheet.as_csv(headings, said(problems_of(report)))


def people(facility: Facility, user: Any, filters: register.Filters) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of the list as filtered, journalled; names only where the reader may see them."""
    rows = register.rows(facility, user, filters)
    journal.write(user=user, verb="people.exported", facility=facility, detail={"people": len(rows)})
    with_names = register.may_see_names(user, facility)
    headings = [_("Code"), _("Unit"), _("Sex"), _("Language"), _("Reading"), _("Since"), _("Until")]
    if with_names:
        headings[1:1] = [_("Surnames"), _("Given names")]
    return headings, [_cells(row, with_names) for row in rows]


def _cells(row: register.Row, with_names: bool) -> list[str]:
    person, stay = row.stay.participant, row.stay
    names = [row.name.surnames, row.name.given_names] if row.name else ["", ""]
    return [
        person.code,
        *(names if with_names else []),
        stay.unit.name if stay.unit else "",
        person.get_sex_display(),
        str(phrases.LANGUAGES.get(person.language, person.language)),
        person.get_reading_support_display(),
        stay.from_on.isoformat(),
        stay.until_on.isoformat() if stay.until_on else "",
    ]
