"""Names, consents and outside ids are read where the person is today, in every way of asking."""

from datetime import date, timedelta

import pytest
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments import scope
from assessments.models import Consent, ExternalId, Identity, Participant, Stay
from tests.builders import make_consent, make_facility, make_identity, make_participant, make_stay

pytestmark = pytest.mark.django_db
MODELS = (Identity, Consent, ExternalId)


def known(facility, **stay):
    """A person with a name, a consent and an outside id, who is at the facility as told."""
    person = make_participant(facility)
    with scope.use(scope.system("builders")):
        Stay.objects.filter(participant=person).update(**stay)
        ExternalId.objects.create(participant=person, source="list", value=person.code)
    make_identity(person)
    make_consent(person)
    return person


@pytest.fixture
def here():
    return make_facility()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def people(here, today, write_gate_lifted):
    """Who is here, and five who are not: elsewhere, gone, gone today, yet to come, moved on."""
    elsewhere = make_facility()
    moved = known(elsewhere)
    make_stay(moved, here, from_on=date(2019, 1, 1), until_on=date(2020, 1, 1))
    return {
        "here": known(here),
        "leaves tomorrow": known(here, until_on=today + timedelta(days=1)),
        "elsewhere": known(elsewhere),
        "gone": known(here, until_on=date(2021, 1, 1)),
        "gone today": known(here, until_on=today),
        "yet to come": known(here, from_on=today + timedelta(days=1)),
        "moved on": moved,
    }


@pytest.fixture
def read(people):
    """The names of those whose rows a query shows."""
    names = {person.pk: name for name, person in people.items()}
    return lambda rows: {names[pk] for pk in rows.values_list("participant_id", flat=True)}


@pytest.mark.parametrize("model", MODELS)
def test_only_who_is_here_today_is_read(here, read, model):
    with scope.use(scope.of_facilities([here.pk])):
        assert read(model.objects.all()) == {"here", "leaves tomorrow"}


@pytest.mark.parametrize("model", MODELS)
def test_naming_somebody_does_not_help(here, people, read, model):
    everybody = [person.pk for person in people.values()]

    with scope.use(scope.of_facilities([here.pk])):
        asked = model.objects.filter(Q(participant__in=everybody) | Q(participant__code="x"))
        assert read(asked) == {"here", "leaves tomorrow"}
        assert asked.exclude(participant=people["here"]).count() == 1
        assert not model.objects.filter(participant=people["moved on"]).exists()


@pytest.mark.parametrize("model", MODELS)
def test_a_question_inside_another_is_bound_too(here, people, model):
    theirs = model.objects.filter(participant=OuterRef("pk"))

    with scope.use(scope.of_facilities([here.pk])):
        shown = Participant.objects.annotate(has=Exists(theirs)).filter(has=True)
        through = Participant.objects.filter(pk__in=model.objects.values("participant_id"))
        nobody = Participant.objects.filter(pk=people["gone"].pk).filter(Exists(theirs))
        assert set(shown) == set(through) == {people["here"], people["leaves tomorrow"]}
        assert not nobody.exists()


@pytest.mark.parametrize("model", MODELS)
def test_no_facility_is_nobody(read, model):
    with scope.use(scope.of_facilities([])):
        assert read(model.objects.all()) == set()
        assert model.objects.count() == 0
        assert not model.objects.filter(participant__isnull=False).exists()


def test_two_facilities_are_both_read(here, people, read):
    others = [stay.facility_id for stay in _stays_of(people["elsewhere"])]

    with scope.use(scope.of_facilities([here.pk, *others])):
        assert read(Identity.objects.all()) == {"here", "leaves tomorrow", "elsewhere", "moved on"}


def test_changing_and_deleting_stay_with_who_is_here(here, people, read, write_gate_lifted):
    with scope.use(scope.of_facilities([here.pk])):
        assert Identity.objects.update(key_id="other") == 2
        assert ExternalId.objects.filter(source="list").delete()[0] == 2

    with scope.use(scope.system("builders")):
        assert read(Identity.objects.filter(key_id="other")) == {"here", "leaves tomorrow"}
        assert ExternalId.objects.count() == len(people) - 2


def _stays_of(person):
    with scope.use(scope.system("builders")):
        return list(Stay.objects.filter(participant=person))
