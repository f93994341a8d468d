"""Postings begin and end; the groups that Wagtail asks follow."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from assessments import scope
from assessments.access import operations, policies, role_groups
from assessments.access.operations import Term
from assessments.access.roles import Role
from assessments.models import AuditEntry, Posting
from tests.builders import make_posting, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def chief(facility):
    return make_posting(role="administrator", facility=facility).user


@pytest.fixture
def inside(chief):
    """The scope that the chief's requests run in."""
    with scope.use(policies.scope_of(chief)):
        yield


def test_a_posting_opens_a_role_and_its_group_at_once(chief, inside, facility):
    operations.sync_role_groups()
    person = make_user()

    posting = operations.post(user=chief, person=person, role=Role.COORDINATOR, term=Term(TODAY(), facility))

    assert policies.roles_of(person) == {Role.COORDINATOR}
    assert [group.name for group in person.groups.all()] == ["coordinators"]
    entry = AuditEntry.objects.get(verb="access.posted")
    assert (entry.user, entry.facility, entry.subject_id) == (chief, facility, str(posting.pk))


def test_ending_a_posting_closes_it_the_same_day(chief, inside, facility):
    operations.sync_role_groups()
    person = make_user()
    posting = operations.post(user=chief, person=person, role=Role.COORDINATOR, term=Term(TODAY(), facility))

    operations.end_posting(user=chief, posting=posting, reason="Cambio de sede")

    assert policies.roles_of(posting.user) == frozenset()
    assert list(person.groups.all()) == []
    assert (posting.until_on, posting.reason) == (TODAY(), "Cambio de sede")


def test_a_posting_that_has_not_begun_is_taken_back(chief, inside, facility):
    begins = TODAY() + timedelta(days=9)
    posting = operations.post(user=chief, person=make_user(), role=Role.DONOR, term=Term(begins, facility))

    operations.end_posting(user=chief, posting=posting)

    assert not Posting.objects.active_on(begins).filter(pk=posting.pk).exists()


@pytest.mark.parametrize("role", ["psychologist", "coordinator", "director"])
def test_only_administrators_post(role, facility):
    user = make_posting(role=role, facility=facility).user

    with scope.use(policies.scope_of(user)), pytest.raises(operations.MayNotPost):
        operations.post(user=user, person=make_user(), role=Role.DONOR, term=Term(TODAY(), facility))


def test_an_administrator_posts_at_no_other_facility(chief, inside, elsewhere):
    with pytest.raises(operations.MayNotPost):
        operations.post(user=chief, person=make_user(), role=Role.DONOR, term=Term(TODAY(), elsewhere))


def test_an_administrator_of_one_facility_gives_no_country(chief, inside):
    term = Term(TODAY(), None, date(2099, 1, 1), "Auditoría")

    with pytest.raises(operations.MayNotPost):
        operations.post(user=chief, person=make_user(), role=Role.DONOR, term=term)


def test_nobody_posts_themselves(chief, inside, facility):
    with pytest.raises(operations.OwnPosting):
        operations.post(user=chief, person=chief, role=Role.COORDINATOR, term=Term(TODAY(), facility))


def test_the_same_posting_twice_is_refused(chief, inside, facility):
    person = make_user()
    operations.post(user=chief, person=person, role=Role.DONOR, term=Term(TODAY(), facility))

    with pytest.raises(operations.AlreadyPosted):
        operations.post(user=chief, person=person, role=Role.DONOR, term=Term(TODAY(), facility))


def test_the_whole_country_needs_a_reason_and_an_end(national):
    user = national("administrator")

    with scope.use(policies.scope_of(user)), pytest.raises(ValidationError):
        operations.post(user=user, person=make_user(), role=Role.DONOR, term=Term(TODAY()))


def test_the_groups_are_made_once():
    first = operations.sync_role_groups()

    assert set(first) == set(role_groups.GROUPS)
    assert operations.sync_role_groups() == ()
    assert set(Group.objects.filter(name__in=role_groups.GROUPS).values_list("name", flat=True)) == set(first)


def test_psychologists_publish_and_authors_only_write():
    operations.sync_role_groups()

    given = {
        name: set(
            GroupPagePermission.objects.filter(group__name=name).values_list(
                "permission__codename", flat=True
            )
        )
        for name in role_groups.GROUPS
    }

    assert given == {
        "authors": {"add_page", "change_page"},
        "psychologists": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
        "coordinators": set(),
        "facilitators": set(),
        "administrators": set(),
    }
    assert GroupCollectionPermission.objects.filter(group__name="authors").count() == 6


def test_what_a_site_narrowed_stays_narrow():
    operations.sync_role_groups()
    GroupPagePermission.objects.filter(group__name="authors").delete()

    operations.sync_role_groups()

    assert not GroupPagePermission.objects.filter(group__name="authors").exists()


def test_a_permission_added_by_hand_to_a_role_is_taken_back():
    operations.sync_role_groups()
    group = Group.objects.get(name="facilitators")
    group.permissions.set(Group.objects.get(name="psychologists").permissions.all())

    assert operations.sync_role_groups() == ("facilitators",)
    assert {one.codename for one in group.permissions.all()} == {"read_facilitator_guide"}


def test_pages_may_be_given_below_one_page():
    home = Page.objects.get(depth=2)

    operations.sync_role_groups(below=home)

    assert set(
        GroupPagePermission.objects.values_list("page_id", flat=True).filter(group__name="authors")
    ) == {home.pk}


def test_memberships_follow_the_days_of_everybody(facility, django_assert_max_num_queries):
    operations.sync_role_groups()
    staying = make_posting(role="coordinator", facility=facility).user
    leaving = make_posting(role="psychologist", facility=facility, until_on=TODAY() + timedelta(days=1)).user
    operations.sync_memberships()

    with django_assert_max_num_queries(8):
        changed = operations.sync_memberships(day=TODAY() + timedelta(days=1))

    assert changed == 1
    assert [group.name for group in staying.groups.all()] == ["coordinators"]
    assert list(leaving.groups.all()) == []
