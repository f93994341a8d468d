"""Places open, people arrive and say what they agree to, groups open and take them in."""

from collections.abc import Iterator
from datetime import time

from assessments.cohorts import operations as cohorts
from assessments.facilities import operations as facilities
from assessments.facilities.models import Unit
from assessments.people import operations as people
from assessments.people.models import Consent, Participant
from assessments.sessions import operations as sessions
from cms.demo import accounts, names
from cms.demo.groups import CLOSED, GROUPS, PLACES, UNITS, WAITING, WOMENS_UNIT, Group
from cms.demo.story import Story, World

OPENING_DAY = -230
MORNING, NOON, EVENING = time(8, 0), time(12, 0), time(18, 0)
#: People are registered so many days before their group begins, and say the day after what they agree to.
ARRIVAL = 14
#: One in so many does not agree to questionnaires, and one in so many to no certificate.
NO_MEASURES, NO_CERTIFICATE = 7, 8


def plan(story: Story, world: World) -> None:
    """Everything of this module, on its days."""
    on = world.calendar.on
    story.at(on(OPENING_DAY), MORNING, lambda: _open_places(world))
    line = names.people(world.source("names"))
    for group in GROUPS:
        arriving = [_next(line, group.composition) for _ in range(group.size)]
        came = _arrival(group)
        story.at(on(came), NOON, lambda g=group, a=arriving: _register(world, g.code, g.facility, a))
        story.at(on(came + 1), NOON, lambda g=group: _ask_for_consent(world, g))
        story.at(on(came + 1), EVENING, lambda g=group: _open_group(world, g))
    for code, number in WAITING.items():
        arriving = [next(line) for _ in range(number)]
        story.at(on(-9), NOON, lambda c=code, a=arriving: _register(world, f"waiting {c}", c, a))


def _open_places(world: World) -> None:
    administrator = accounts.open_administrator()
    world.places = {
        code: facilities.open_facility(user=administrator, place=place) for code, place in PLACES.items()
    }
    for code, units in UNITS.items():
        for name in units:
            facilities.add_unit(user=administrator, facility=world.places[code], name=name)
    world.users = accounts.open_staff(administrator, world.places)
    for code, day, reason in CLOSED:
        facilities.close_day(
            user=world.users["coordinadora"],
            facility=world.places[code],
            on=world.calendar.on(day),
            reason=reason,
        )


def _next(line: Iterator[names.Person], composition: str) -> names.Person:
    """The next in line who may join: women's groups wait for a woman."""
    wanted = {"women": "female", "men": "male"}.get(composition)
    return next(person for person in line if wanted in (None, person.sex))


def _register(world: World, about: str, code: str, arriving: list[names.Person]) -> None:
    place, draw = world.places[code], world.source(f"codes {about}")
    units = {unit.name: unit for unit in Unit.objects.filter(facility=place)}
    others = [unit for name, unit in sorted(units.items()) if name != WOMENS_UNIT]
    world.members[about] = [
        people.register_participant(
            user=world.users["coordinadora"],
            facility=place,
            newcomer=people.Newcomer(
                name=person.name,
                sex=person.sex,
                from_on=world.calendar.on(OPENING_DAY)
                if number % 3
                else world.calendar.on(OPENING_DAY - 200),
                unit=units[WOMENS_UNIT] if person.sex == "female" else others[number % len(others)],
                language=person.language,
                reading_support=person.reading_support,
                birth_band=person.birth_band,
            ),
            key=world.key(f"person {about} {number}"),
            draw=draw.randrange,
        )
        for number, person in enumerate(arriving)
    ]


def _arrival(group: Group) -> int:
    return min(group.starts - ARRIVAL, -3)


def _ask_for_consent(world: World, group: Group) -> None:
    """Written, or oral with a witness from who does not read; some refuse one purpose or another."""
    for number, participant in enumerate(world.members[group.code]):
        reads = participant.reading_support != Participant.ReadingSupport.FULL
        form, witness = (Consent.Form.WRITTEN, "") if reads else (Consent.Form.ORAL, "facilitador")
        for purpose, given in (
            (Consent.Purpose.PROGRAMME, True),
            (Consent.Purpose.MEASURES, number % NO_MEASURES != NO_MEASURES // 2),
            (Consent.Purpose.CERTIFICATE, number % NO_CERTIFICATE != NO_CERTIFICATE - 2),
        ):
            answer = people.Answer(purpose, given, world.calendar.on(_arrival(group) + 1), form, witness)
            people.record_consent(user=world.users["coordinadora"], participant=participant, answer=answer)


def _open_group(world: World, group: Group) -> None:
    place, coordinator = world.places[group.facility], world.users["coordinadora"]
    opening = cohorts.Opening(
        code=group.code,
        name=group.name,
        programme_key=world.programme,
        language="es",
        starts_on=world.calendar.on(group.starts),
        at=group.at,
        every_days=group.every_days,
        place=group.room,
        composition=group.composition,
        capacity=max(group.size, 12),
        lead=world.users[group.lead],
    )
    closed = {world.calendar.on(day) for code, day, _reason in CLOSED if code == group.facility}
    cohort = sessions.open_with_sessions(
        user=coordinator,
        facility=place,
        opening=opening,
        key=world.key(f"group {group.code}"),
        count=len(group.sessions),
        closed=closed,
    )
    cohorts.enrol(
        user=coordinator,
        cohort=cohort,
        participants=world.members[group.code],
        starts_on=opening.starts_on,
    )
    world.cohorts[group.code] = cohort
