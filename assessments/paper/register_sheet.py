"""The register of one session as it is printed: the rows of the screen in their order, lines for walk-ins.

Printed to be filled in by hand, so marks that are already kept are not shown. Names are read once,
journalled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.cohorts.models import Enrolment
from assessments.paper import due
from assessments.people import register as people
from assessments.sessions import marks, phrases, register
from assessments.sessions.models import Session

#: Letters, so that the numbers of the rows stay those of the screen.
WALK_INS = ("A", "B", "C", "D", "E", "F")
NOTE_LINES = range(5)


@dataclass(frozen=True)
class Line:
    """One person: the number of the row on the screen, the code, the name if it may stand on paper."""

    number: int
    code: str
    name: str


@dataclass(frozen=True)
class RegisterSheet:
    """Everything that the sheet prints."""

    session: Session
    shows_names: bool
    lines: tuple[Line, ...]
    keys: tuple[tuple[str, str], ...]
    outcomes: tuple[str, ...]
    due: due.Due | None
    walk_ins: tuple[str, ...] = WALK_INS
    note_lines: range = NOTE_LINES

    @property
    def facilitator(self) -> str:
        """Who leads the group, as colleagues know them."""
        lead = self.session.cohort.lead
        return (lead.get_full_name() or lead.get_username()) if lead else ""


def sheet_of(session: Session, members: Sequence[Enrolment], user: Any) -> RegisterSheet:
    """The sheet in the language in force: a fixed number of queries, however many people."""
    page = register.page(session, user)
    lines = tuple(Line(number, row.code, row.name) for number, row in enumerate(page.rows, start=1))
    return RegisterSheet(
        session=session,
        shows_names=people.may_see_names(user, session.facility),
        lines=lines,
        keys=tuple((digit, str(phrases.MARKS[status])) for digit, status in marks.KEYS.items()),
        outcomes=tuple(
            str(words) for status, words in phrases.OUTCOMES.items() if status != marks.SessionStatus.PLANNED
        ),
        due=due.due_at(session, members),
    )
