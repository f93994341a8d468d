"""The scope: no scope raises, an empty one answers nothing, and no way of asking goes round it."""

import inspect
from datetime import date

import pytest
from django.db.models import Count, Exists, Max, OuterRef

from assessments import scope
from assessments.models import Cohort, Consent, Enrolment, Facility, Participant, Stay
from tests.builders import make_cohort, make_consent, make_enrolment, make_participant, make_stay

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_cohorts():
    """One cohort here, one elsewhere."""
    return make_cohort(), make_cohort()


@pytest.fixture
def here(two_cohorts):
    with scope.use(scope.of_facilities([two_cohorts[0].facility_id])):
        yield two_cohorts[0]


def test_no_scope_raises():
    with pytest.raises(scope.ScopeMissing):
        list(Cohort.objects.all())


def test_empty_scope_has_no_rows(two_cohorts):
    with scope.use(scope.of_facilities([])):
        assert list(Cohort.objects.all()) == []
        assert Cohort.objects.count() == 0


def test_everywhere_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        scope.Scope(everywhere=True)


READS = {
    "list": lambda qs: len(list(qs)),
    "len": len,
    "count": lambda qs: qs.count(),
    "exists": lambda qs: int(qs.exists()),
    "iterator": lambda qs: len(list(qs.iterator())),
    "in_bulk": lambda qs: len(qs.in_bulk()),
    "values": lambda qs: len(qs.values("pk")),
    "values_list": lambda qs: len(qs.values_list("pk", flat=True)),
    "dates": lambda qs: len(qs.dates("starts_on", "day")),
    "aggregate": lambda qs: qs.aggregate(n=Count("pk"))["n"],
    "sliced": lambda qs: len(qs.order_by("pk")[:10]),
    "sliced count": lambda qs: qs.order_by("pk")[:10].count(),
    "union": lambda qs: len(qs.union(qs.filter(code="nobody"))),
    "union count": lambda qs: qs.union(qs.filter(code="nobody")).count(),
    "distinct": lambda qs: len(qs.distinct()),
    "annotate": lambda qs: len(qs.annotate(n=Count("enrolments"))),
    "exclude": lambda qs: len(qs.exclude(code="nobody")),
    "or": lambda qs: len(qs | qs.filter(code="nobody")),
    "earliest": lambda qs: int(qs.order_by("pk").first() is not None),
    "subquery": lambda qs: Facility.objects.filter(pk__in=qs.values("facility_id")).count(),
    "correlated": lambda qs: (
        Facility.objects.annotate(has=Exists(qs.filter(facility=OuterRef("pk")))).filter(has=True).count()
    ),
}


@pytest.mark.parametrize("name", READS)
def test_reading_stays_in_scope(here, name):
    assert READS[name](Cohort.objects.all()) == 1


def test_explain_and_max_are_bound(here):
    assert str(here.facility_id) in str(Cohort.objects.all().query)
    assert Cohort.objects.aggregate(top=Max("facility_id"))["top"] == here.facility_id


def test_update_and_delete_stay_in_scope(two_cohorts, write_gate_lifted):
    first, second = two_cohorts

    with scope.use(scope.of_facilities([first.facility_id])):
        assert Cohort.objects.update(name="otro") == 1
        assert Cohort.objects.all().delete()[0] == 1

    with scope.use(scope.system("builders")):
        second.refresh_from_db()
        assert second.name != "otro"


def test_raw_and_extra_are_refused(here):
    for ask in (lambda: Cohort.objects.raw("SELECT 1"), lambda: Cohort.objects.extra(where=["1=1"])):
        with pytest.raises(scope.ScopeMissing):
            ask()


REVIEWED = """
aaggregate abulk_create abulk_update acontains acount acreate adelete aearliest aexists aexplain
afirst aget aget_or_create aggregate ain_bulk aiterator alast alatest alias all annotate as_manager
aupdate aupdate_or_create bulk_create bulk_update complex_filter contains count create dates
datetimes defer delete difference distinct earliest exclude exists explain extra filter first get
get_or_create in_bulk intersection iterator last latest none only order_by prefetch_related raw
resolve_expression reverse select_for_update select_related union update update_or_create using
values values_list
"""


def test_every_public_queryset_method_is_known():
    """A Django release that brings a new way to ask must be looked at before it is allowed."""
    reviewed = set(REVIEWED.split())
    public = {
        name
        for name, member in inspect.getmembers(scope.ScopedQuerySet, callable)
        if not name.startswith("_")
    }
    assert public == reviewed


def test_writing_outside_the_scope_is_refused(two_cohorts):
    first, second = two_cohorts
    participant = make_participant(second.facility)

    with scope.use(scope.of_facilities([first.facility_id])):
        row = Enrolment(
            facility=second.facility, cohort=second, participant=participant, starts_on=date(2026, 1, 5)
        )
        with pytest.raises(scope.OutOfScope):
            row.save()
        with pytest.raises(scope.OutOfScope):
            Enrolment.objects.bulk_create([row])


def test_a_row_cannot_move_to_another_facility(two_cohorts):
    first, second = two_cohorts

    with scope.use(scope.system("builders")):
        row = Cohort.objects.get(pk=first.pk)
        row.facility = second.facility
        with pytest.raises(scope.FacilityChanged):
            row.save()
        with pytest.raises(scope.FacilityChanged):
            Cohort.objects.update(facility=second.facility)


def test_parent_and_child_agree_on_the_facility(two_cohorts):
    first, second = two_cohorts

    with scope.use(scope.system("builders")), pytest.raises(scope.OutOfScope):
        Enrolment.objects.create(
            facility=first.facility,
            cohort=second,
            participant=make_participant(first.facility),
            starts_on=date(2026, 1, 5),
        )


def test_a_past_stay_shows_the_code_and_no_consent(two_cohorts, write_gate_lifted):
    first, second = two_cohorts
    moved = make_participant(second.facility)
    with scope.use(scope.system("builders")):
        Stay.objects.filter(participant=moved).update(from_on=date(2026, 3, 1))
    make_stay(moved, first.facility, from_on=date(2025, 1, 1), until_on=date(2026, 3, 1))
    make_consent(moved)

    with scope.use(scope.of_facilities([first.facility_id])):
        assert Participant.objects.get(pk=moved.pk).code == moved.code
        assert Consent.objects.filter(participant=moved).count() == 0
    with scope.use(scope.of_facilities([second.facility_id])):
        assert Consent.objects.filter(participant=moved).count() == 1


def test_foreign_key_forward_of_a_scoped_row_is_bound(two_cohorts):
    enrolment = make_enrolment(two_cohorts[1])

    with scope.use(scope.of_facilities([two_cohorts[0].facility_id])):
        stale = Enrolment(pk=enrolment.pk, cohort_id=two_cohorts[1].pk)
        with pytest.raises(Cohort.DoesNotExist):
            _ = stale.cohort
