"""People leave and move on, groups end, certificates are issued; one is corrected and one revoked."""

from datetime import date, time

from django.db.models import QuerySet

from assessments.certificates import operations as certificates
from assessments.certificates.models import Certificate
from assessments.cohorts import operations as cohorts
from assessments.cohorts.models import Enrolment
from assessments.cohorts.standing import EndReason
from assessments.completion import progress
from assessments.facilities.models import Unit
from assessments.people import identity
from assessments.people import operations as people
from cms.demo.groups import GROUPS, WOMENS_UNIT, Group, Leaver
from cms.demo.story import Story, World

MORNING, NOON = time(8, 30), time(12, 30)
#: Days after the certificates were issued.
CORRECTED, REVOKED = 6, 9


class DemoBroken(RuntimeError):
    """The plan of the demo and the rules of the product do not fit together any more."""


def plan(story: Story, world: World) -> None:
    """Leavers on their days, then each finished group's certificates."""
    on = world.calendar.on
    for group in GROUPS:
        for leaver in group.leavers:
            story.at(on(leaver.day), MORNING, lambda g=group, one=leaver: _leave(world, g, one))
            if leaver.joins:
                joined = next(one for one in GROUPS if one.code == leaver.joins)
                story.at(on(joined.starts - 1), NOON, lambda g=group, one=leaver: _join(world, g, one))
        if group.certified is not None:
            story.at(on(group.certified), NOON, lambda g=group: _certify(world, g))
            story.at(on(group.certified + CORRECTED), NOON, lambda g=group: _correct(world, g))
            story.at(on(group.certified + REVOKED), NOON, lambda g=group: _revoke(world, g))


def _leave(world: World, group: Group, leaver: Leaver) -> None:
    coordinator, person = world.users["coordinadora"], world.members[group.code][leaver.member]
    day = world.calendar.on(leaver.day)
    enrolment = Enrolment.objects.get(cohort=world.cohorts[group.code], participant=person)
    cohorts.end_enrolment(user=coordinator, enrolment=enrolment, ends_on=day, reason=str(leaver.reason))
    if leaver.reason is EndReason.RELEASED:
        people.end_stay(user=coordinator, participant=person, on=day)
    if leaver.reason is EndReason.TRANSFERRED:
        other = next(place for code, place in world.places.items() if code != group.facility)
        unit = Unit.objects.get(facility=other, name=WOMENS_UNIT)
        people.move(user=coordinator, participant=person, facility=other, on=day, unit=unit)


def _join(world: World, group: Group, leaver: Leaver) -> None:
    """Who was transferred goes on in a group of the other facility."""
    cohort, person = world.cohorts[leaver.joins], world.members[group.code][leaver.member]
    cohorts.enrol(
        user=world.users["coordinadora"], cohort=cohort, participants=[person], starts_on=cohort.starts_on
    )


def _certify(world: World, group: Group) -> None:
    """Certificates for everybody who has earned one; then the group is over for all."""
    coordinator, cohort = world.users["coordinadora"], world.cohorts[group.code]
    eligible = [one.enrolment.pk for one in progress.standings(cohort) if one.decision.eligible]
    issued = certificates.issue(user=coordinator, cohort=cohort, enrolments=eligible)
    if issued.refused or not issued.certificates:
        raise DemoBroken([(one.person, str(one.why), one.words) for one in issued.refused])
    last = _day_after_the_last(world, group)
    for enrolment in cohort.enrolments.open():
        cohorts.end_enrolment(
            user=coordinator, enrolment=enrolment, ends_on=last, reason=str(EndReason.COMPLETED)
        )


def _day_after_the_last(world: World, group: Group) -> date:
    return world.calendar.on(group.day(len(group.sessions)) + 1)


def _valid(world: World, group: Group) -> QuerySet[Certificate]:
    found = Certificate.objects.active().filter(enrolment__cohort=world.cohorts[group.code])
    return found.order_by("participant__code")


def _correct(world: World, group: Group) -> None:
    """A surname had been misspelt: the corrected certificate replaces the first."""
    coordinator, certificate = world.users["coordinadora"], _valid(world, group)[0]
    person = certificate.participant
    name = identity.names_of([person.pk], user=coordinator, purpose="correct")[person.pk]
    right = identity.Name(name.given_names, f"{name.surnames.split()[0]} de la Cruz")
    people.correct_identity(user=coordinator, participant=person, name=right)
    certificates.replace(user=coordinator, certificate=certificate, reason="Apellido mal escrito")


def _revoke(world: World, group: Group) -> None:
    """The last in line had been given one for somebody else's marks."""
    certificate = _valid(world, group).last()
    certificates.revoke(
        user=world.users["coordinadora"], certificate=certificate, reason="Las marcas eran de otra persona"
    )
