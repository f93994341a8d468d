"""The list of cohorts, people who join and a person who leaves."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.cohorts import operations
from assessments.models import AuditEntry, Enrolment
from tests.builders import (
    make_cohort,
    make_enrolment,
    make_facility,
    make_identity,
    make_participant,
    make_posting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture
def cohort(facility):
    return make_cohort(facility)


@pytest.fixture
def coordinator(facility):
    return make_posting("coordinator", facility).user


@pytest.fixture
def visitor(client, coordinator):
    client.force_login(coordinator)
    return client


def enrol_address(cohort):
    return reverse("assessments:cohort_enrol", args=[cohort.pk])


def members(cohort):
    return set(cohort.enrolments.values_list("participant_id", flat=True))


def today():
    return timezone.localdate().isoformat()


def test_the_list_shows_the_cohorts_of_the_scope_alone(visitor, cohort):
    elsewhere = make_cohort(name="Grupo ajeno")

    html = visitor.get(reverse("assessments:cohort_list")).content.decode()

    assert cohort.code in html
    assert elsewhere.code not in html


@pytest.mark.parametrize(
    ("query", "count"), [("", 2), ("?q=capilla", 1), ("?state=closed", 1), ("?q=xyz", 0)]
)
def test_the_list_is_searched_and_filtered(visitor, facility, query, count):
    make_cohort(facility, name="De la capilla")
    make_cohort(facility, name="Del taller", closed_on=date(2026, 5, 1))

    answer = visitor.get(reverse("assessments:cohort_list") + query)

    assert answer.context["page"].paginator.count == count


def test_the_list_costs_the_same_for_1_and_for_3(visitor, facility, cohort, django_assert_num_queries):
    address = reverse("assessments:cohort_list")
    make_enrolment(cohort)
    with django_assert_num_queries(7) as counted:
        visitor.get(address)
    for _ in range(2):
        make_enrolment(make_cohort(facility))

    with django_assert_num_queries(len(counted)):
        visitor.get(address)


def test_the_list_tells_a_group_that_is_over_from_one_not_begun(visitor, facility):
    over, running = make_cohort(facility, name="Acabado"), make_cohort(facility, name="En marcha")
    make_cohort(facility, name="Por empezar")
    for cohort, ends_on in ((over, date(2026, 6, 1)), (running, date(2026, 6, 1)), (running, None)):
        reason = "completed" if ends_on else ""
        make_enrolment(cohort, starts_on=date(2026, 3, 1), ends_on=ends_on, end_reason=reason)

    page = visitor.get(reverse("assessments:cohort_list")).context["page"]

    counted = {cohort.name: (cohort.members, cohort.left) for cohort in page}
    assert counted == {"Acabado": (0, 1), "En marcha": (1, 1), "Por empezar": (0, 0)}


def test_many_people_join_at_once(visitor, facility, cohort):
    people = [make_participant(facility) for _ in range(3)]

    answer = visitor.post(enrol_address(cohort), {"people": [one.pk for one in people], "starts_on": today()})

    assert answer["Location"] == reverse("assessments:cohort_page", args=[cohort.pk])
    assert members(cohort) == {one.pk for one in people}


def test_joining_twice_changes_nothing(visitor, facility, cohort):
    person = make_participant(facility)
    for _ in range(2):
        visitor.post(enrol_address(cohort), {"people": [person.pk], "starts_on": today()})

    assert Enrolment.objects.filter(cohort=cohort).count() == 1
    assert AuditEntry.objects.filter(verb="cohorts.enrolled").count() == 1


def test_people_are_found_by_name_without_accents_and_the_chosen_ones_stay(visitor, facility, cohort):
    found, chosen, other = (make_participant(facility) for _ in range(3))
    make_identity(found, "Ángel", "Ñahui Núñez")
    make_identity(other, "Rosa", "Quispe")

    answer = visitor.post(enrol_address(cohort), {"search": "1", "q": "nahui angel", "people": [chosen.pk]})

    assert [one.code for one in answer.context["people"]] == [chosen.code, found.code]
    assert members(cohort) == set()


@pytest.mark.parametrize("problem", ["nobody", "elsewhere", "too early", "garbage"])
def test_what_cannot_be_is_refused_whole_and_said(visitor, facility, cohort, problem):
    person = make_participant(facility)
    typed = {
        "nobody": {"people": [], "starts_on": today()},
        "elsewhere": {"people": [make_participant().pk], "starts_on": today()},
        "too early": {"people": [person.pk], "starts_on": "2025-12-01"},
        "garbage": {"people": ["nobody", "' or 1"], "starts_on": today()},
    }[problem]

    answer = visitor.post(enrol_address(cohort), typed)

    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert members(cohort) == set()


def test_somebody_who_is_elsewhere_stops_the_whole_selection(coordinator, facility, cohort):
    people = [make_participant(facility), make_participant()]

    with pytest.raises(operations.NotStaying) as refusal:
        operations.enrol(user=coordinator, cohort=cohort, participants=people, starts_on=cohort.starts_on)

    assert refusal.value.codes == [people[1].code]
    assert members(cohort) == set()


def test_nobody_joins_a_closed_cohort(visitor, facility):
    closed = make_cohort(facility, closed_on=date(2026, 5, 1))

    visitor.post(enrol_address(closed), {"people": [make_participant(facility).pk], "starts_on": today()})

    assert members(closed) == set()


def test_a_person_leaves_with_a_reason(visitor, cohort):
    enrolment = make_enrolment(cohort)

    visitor.post(
        reverse("assessments:enrolment_end", args=[enrolment.pk]),
        {"reason": "released", "ends_on": "2026-02-01"},
    )

    enrolment.refresh_from_db()
    assert (enrolment.ends_on, enrolment.end_reason) == (date(2026, 2, 1), "released")
    assert AuditEntry.objects.filter(verb="cohorts.enrolment_ended").count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "", "ends_on": "2026-02-01"}, "reason"),
        ({"reason": "bored", "ends_on": "2026-02-01"}, "reason"),
        ({"reason": "released", "ends_on": ""}, "ends_on"),
        ({"reason": "released", "ends_on": "2026-01-01"}, "ends_on"),
    ],
)
def test_an_end_that_cannot_stand_is_said_beside_its_field(visitor, cohort, typed, field):
    enrolment = make_enrolment(cohort)

    answer = visitor.post(reverse("assessments:enrolment_end", args=[enrolment.pk]), typed)

    assert list(answer.context["form"].errors) == [field]
    enrolment.refresh_from_db()
    assert enrolment.ends_on is None


def test_a_second_end_changes_nothing(coordinator, cohort):
    enrolment = make_enrolment(cohort)
    operations.end_enrolment(
        user=coordinator, enrolment=enrolment, ends_on=date(2026, 2, 1), reason="released"
    )

    with pytest.raises(operations.AlreadyEnded):
        operations.end_enrolment(
            user=coordinator, enrolment=enrolment, ends_on=date(2026, 3, 1), reason="other"
        )

    assert Enrolment.objects.get(pk=enrolment.pk).end_reason == "released"


@pytest.mark.parametrize("page", ["cohort_enrol", "cohort_page"])
def test_a_cohort_elsewhere_is_not_there(visitor, page):
    assert visitor.get(reverse(f"assessments:{page}", args=[make_cohort().pk])).status_code == 404


def test_a_facilitator_enrols_nobody(client, facility, cohort):
    client.force_login(make_posting("facilitator", facility).user)

    assert client.get(enrol_address(cohort)).status_code == 403
