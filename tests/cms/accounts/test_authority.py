"""Who looks after whose account."""

from datetime import date, timedelta

from django.utils import timezone

from cms.accounts import authority
from tests.builders import make_facility, make_posting, make_user


def test_facilitator_and_visitor_look_after_nobody(facilitator, coordinator):
    assert not authority.looks_after_accounts(facilitator)
    assert list(authority.accounts_of(facilitator)) == []


def test_coordinator_looks_after_those_posted_under_them(facility, facilitator, coordinator):
    psychologist = make_posting(role="psychologist", facility=facility).user
    director = make_posting(role="director", facility=facility).user

    assert set(authority.accounts_of(coordinator)) == {facilitator, psychologist, director}


def test_coordinator_does_not_reach_peers_administrators_superusers_or_elsewhere(facility, coordinator):
    unreachable = [
        make_posting(role="coordinator", facility=facility).user,
        make_posting(role="administrator", facility=facility).user,
        make_posting(role="donor", facility=facility).user,
        make_posting(role="facilitator", facility=facility, user=make_user(is_superuser=True)).user,
        make_posting(role="facilitator", facility=make_facility()).user,
        make_user(),
    ]

    assert [user for user in unreachable if authority.looks_after(coordinator, user)] == []


def test_coordinator_does_not_reach_who_also_works_elsewhere_or_will(facility, coordinator):
    both = make_posting(role="facilitator", facility=facility).user
    later = make_posting(role="facilitator", facility=facility).user
    make_posting(role="facilitator", user=both)
    make_posting(role="facilitator", user=later, from_on=timezone.localdate() + timedelta(days=30))

    assert not authority.looks_after(coordinator, both)
    assert not authority.looks_after(coordinator, later)


def test_a_posting_that_ended_elsewhere_does_not_count(facility, facilitator, coordinator):
    make_posting(role="psychologist", user=facilitator, until_on=date(2021, 1, 1))

    assert authority.looks_after(coordinator, facilitator)


def test_coordinator_reaches_the_account_just_opened(coordinator):
    new = make_user(made_by=coordinator)

    assert set(authority.accounts_of(coordinator)) == {new}


def test_national_coordinator_reaches_every_facility(facilitator):
    national = make_posting(
        role="coordinator", reach="national", reason="Covers for a colleague", until_on=date(2100, 1, 1)
    ).user

    assert authority.looks_after(national, facilitator)


def test_administrator_reaches_all_but_superusers_and_self(administrator, coordinator, superuser):
    reached = set(authority.accounts_of(administrator))

    assert coordinator in reached
    assert not {administrator, superuser} & reached
    assert administrator in set(authority.accounts_of(superuser))
