"""Who enters the admin: postings decide at that moment, whatever groups a person was left in."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.access import role_groups
from assessments.models import AuditEntry
from tests.builders import make_posting, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]
HOME = "/admin/"


def denials():
    with scope.use(scope.system("builders")):
        return list(AuditEntry.objects.filter(verb="access.denied").values_list("user_id", "detail"))


@pytest.mark.parametrize("role", ["psychologist", "coordinator", "administrator"])
def test_the_three_roles_enter(role, enter, client, facility):
    enter(role, facility)

    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("role", ["facilitator", "director", "donor"])
def test_the_others_never_do(role, enter, client, facility):
    user = enter(role, facility)

    assert client.get(HOME).status_code == 403
    assert denials() == [(user.pk, {"action": "enter_admin", "kind": ""})]


def test_a_field_worker_put_in_a_group_by_hand_stays_out(enter, client, facility):
    user = enter("facilitator", facility)
    user.groups.add(Group.objects.get(name="psychologists"), Group.objects.get(name=role_groups.AUTHORS))

    assert client.get(HOME).status_code == 403


def test_a_posting_that_ended_leaves_no_group_behind(client, facility):
    yesterday = timezone.localdate() - timedelta(days=1)
    user = make_posting(role="psychologist", facility=facility, until_on=yesterday).user
    user.groups.add(Group.objects.get(name="psychologists"))
    client.force_login(user)

    answer = client.get(HOME)

    assert answer.status_code == 403
    assert list(user.groups.all()) == []


def test_a_coordinator_who_is_psychologist_no_more_cannot_publish(client, facility):
    today = timezone.localdate()
    user = make_posting(role="coordinator", facility=facility).user
    make_posting(role="psychologist", facility=facility, user=user, until_on=today)
    user.groups.set(Group.objects.filter(name__in=["psychologists", "coordinators"]))
    client.force_login(user)

    client.get(HOME)

    assert [group.name for group in user.groups.all()] == ["coordinators"]


def test_an_author_has_no_posting_and_enters(client):
    user = make_user()
    user.groups.add(Group.objects.get(name=role_groups.AUTHORS))
    client.force_login(user)

    assert client.get(HOME).status_code == 200


def test_a_person_without_posting_or_group_stays_out(client):
    client.force_login(make_user())

    assert client.get(HOME).status_code == 403


def test_a_superuser_enters_and_sees_no_row(client, facility):
    client.force_login(make_user(is_superuser=True))

    assert client.get(HOME).status_code == 200
    assert (
        "Centro Propio"
        not in client.get(reverse("assessments_facilities:index"), follow=True).content.decode()
    )


def test_whoever_is_not_signed_in_is_asked_to(client):
    answer = client.get(HOME)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))


def test_signing_in_puts_a_person_into_the_groups_of_today(enter, facility):
    user = enter("facilitator", facility)

    assert [group.name for group in user.groups.all()] == ["facilitators"]
    assert user.has_perm(role_groups.READ_GUIDE)
