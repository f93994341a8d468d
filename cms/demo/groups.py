"""The demo as a plan: days count from the day of the demo, people by their place in line."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from assessments.cohorts.standing import EndReason
from assessments.facilities.operations import Place
from assessments.sessions.marks import CancelReason, SessionStatus
from cms.demo.accounts import FIRST, SECOND

PLACES = {
    FIRST: Place(FIRST, "Establecimiento Penal de Qantupata", "Huamanga"),
    SECOND: Place(SECOND, "Establecimiento Penal de Mayupampa", "Huanta"),
}
UNITS = {
    FIRST: ("Pabellón Uno", "Pabellón Dos", "Ala de Mujeres"),
    SECOND: ("Pabellón Norte", "Ala de Mujeres"),
}
WOMENS_UNIT = "Ala de Mujeres"
#: (facility, days from the demo's day, why)
CLOSED = ((SECOND, 16, "Visita de autoridades"),)


@dataclass(frozen=True)
class Outcome:
    """What became of a session; a session without one is still to come, or its register was forgotten."""

    status: SessionStatus
    minutes: int | None = None
    reason: CancelReason | None = None


HELD = Outcome(SessionStatus.HELD)
LOCKDOWN = Outcome(SessionStatus.CANCELLED, reason=CancelReason.LOCKDOWN)
SHORT_FOR_COUNT = Outcome(SessionStatus.SHORTENED, 55, CancelReason.COUNT)
SHORT_OF_STAFF = Outcome(SessionStatus.SHORTENED, 60, CancelReason.NO_CUSTODY_STAFF)
OPEN = None


@dataclass(frozen=True)
class Leaver:
    """A member who leaves; ``joins`` is the group that takes the person in at the other facility."""

    member: int
    day: int
    reason: EndReason
    joins: str = ""


@dataclass(frozen=True)
class Group:
    """One cohort and its history."""

    code: str
    name: str
    facility: str
    room: str
    composition: str
    lead: str
    size: int
    starts: int
    every_days: int
    at: time
    sessions: tuple[Outcome | None, ...]
    leavers: tuple[Leaver, ...] = ()
    endline: tuple[int, int] | None = None
    conflict_in: int = 0
    certified: int | None = None

    def day(self, number: int) -> int:
        """On which day from the demo's day session ``number`` falls, closed days apart."""
        return self.starts + (number - 1) * self.every_days


GROUPS = (
    Group(
        code="QANTU-CAPILLA-1",
        name="Capilla, primer grupo",
        facility=FIRST,
        room="Capilla",
        composition="mixed",
        lead="facilitador",
        size=20,
        starts=-200,
        every_days=15,
        at=time(9, 0),
        sessions=(*(HELD,) * 2, SHORT_FOR_COUNT, *(HELD,) * 4, LOCKDOWN, *(HELD,) * 4),
        leavers=(
            Leaver(4, -150, EndReason.RELEASED),
            Leaver(8, -80, EndReason.TRANSFERRED, joins="MAYU-MUJERES"),
            Leaver(17, -128, EndReason.RELEASED),
            Leaver(13, -115, EndReason.WITHDREW),
        ),
        endline=(-35, 20),
        certified=-28,
    ),
    Group(
        code="QANTU-CAPILLA-2",
        name="Capilla, segundo grupo",
        facility=FIRST,
        room="Capilla",
        composition="mixed",
        lead="facilitador",
        size=22,
        starts=-45,
        every_days=15,
        at=time(9, 0),
        sessions=(HELD, LOCKDOWN, HELD, *(OPEN,) * 9),
        leavers=(
            Leaver(6, -20, EndReason.RELEASED),
            Leaver(10, -10, EndReason.TRANSFERRED),
        ),
        conflict_in=3,
    ),
    Group(
        code="MAYU-MUJERES",
        name="Grupo de madres",
        facility=SECOND,
        room="Aula del ala de mujeres",
        composition="women",
        lead="facilitadora",
        size=9,
        starts=-75,
        every_days=7,
        at=time(15, 0),
        sessions=(HELD, SHORT_OF_STAFF, LOCKDOWN, *(HELD,) * 7, OPEN, OPEN),
        endline=(-5, 4),
    ),
    Group(
        code="MAYU-PADRES",
        name="Grupo de padres",
        facility=SECOND,
        room="Biblioteca",
        composition="men",
        lead="facilitadora",
        size=8,
        starts=9,
        every_days=7,
        at=time(15, 0),
        sessions=(OPEN,) * 12,
    ),
)
#: How many people at each facility are in no group yet.
WAITING = {FIRST: 4, SECOND: 2}


@dataclass(frozen=True)
class Calendar:
    """The demo's days as dates."""

    today: date

    def on(self, day: int) -> date:
        """The date so many days from the demo's day."""
        return self.today + timedelta(days=day)
