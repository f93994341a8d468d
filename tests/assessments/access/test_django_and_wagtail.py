"""What Django and Wagtail do by themselves meets the scope without a crash and without a way round it."""

import io
import json

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.forms import modelform_factory
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Locale, ModelLogEntry, Site
from wagtail.permissions import policy_registry

from assessments import scope, wagtail_hooks
from assessments.access import operations, policies
from assessments.access.posted_policy import PostedPolicy
from assessments.models import Facility, Posting, Unit
from tests.builders import make_posting, make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]


@pytest.fixture
def superuser(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


def test_every_screen_has_its_policy_registered_before_it_is_asked():
    for group in wagtail_hooks.GROUPS:
        for viewset in group.registerables:
            policy = policy_registry.get_by_type(viewset.model, fallback=False)
            assert isinstance(policy, PostedPolicy)
            assert policy.allowed == viewset.allowed


def test_no_box_to_tick_in_a_group_opens_our_rows(superuser, client):
    page = client.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "assessments" not in page


def test_an_account_with_a_posting_cannot_be_deleted(superuser, client, facility):
    person = make_posting(facility=facility).user

    answer = client.post(reverse("wagtailusers_users:delete", args=[person.pk]))

    assert answer.status_code in (302, 403)
    person.refresh_from_db()
    with scope.use(scope.of_facilities([])), pytest.raises(ProtectedError):
        person.delete()


def test_a_site_and_a_language_can_be_deleted_by_a_superuser(superuser, client):
    site = Site.objects.create(hostname="otro.example.org", root_page=Site.objects.get().root_page)
    locale = Locale.objects.create(language_code="quy")

    for name, row in (("wagtailsites", site), ("wagtaillocales", locale)):
        assert client.post(reverse(f"{name}:delete", args=[row.pk])).status_code == 302

    assert not Site.objects.filter(pk=site.pk).exists()
    assert not Locale.objects.filter(pk=locale.pk).exists()


def test_a_dump_of_everything_says_whose_rows_it_holds(facility):
    out = io.StringIO()

    with scope.use(scope.system("backup")):
        call_command("dumpdata", "assessments.facility", all=True, stdout=out)

    assert [row["fields"]["code"] for row in json.loads(out.getvalue())] == ["PROPIO"]


def test_a_dump_without_a_scope_is_refused(facility):
    with pytest.raises(Exception, match="No scope"):
        call_command("dumpdata", "assessments.facility", all=True, stdout=io.StringIO())


def test_a_plain_model_form_accepts_no_parent_of_elsewhere(facility, elsewhere):
    form_class = modelform_factory(Unit, fields=["facility", "name"])

    with scope.use(scope.of_facilities([facility.pk])):
        inside = form_class({"facility": facility.pk, "name": "Ala"})
        outside = form_class({"facility": elsewhere.pk, "name": "Ala"})
        assert [inside.is_valid(), outside.is_valid()] == [True, False]


def test_rows_of_a_facility_are_not_in_wagtails_log(facility):
    unit = make_unit(facility)

    for row in (facility, unit):
        assert log(instance=row, action="wagtail.edit") is None

    assert not ModelLogEntry.objects.exists()
    assert log_registry.get_logs_for_instance(unit).count() == 0


def test_a_superuser_without_posting_bypasses_nothing(superuser, client, facility):
    answer = client.get(reverse("assessments_facilities:edit", args=[facility.pk]))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_the_policy_lists_the_rows_that_it_allows(facility, elsewhere):
    user = make_posting("coordinator", facility).user
    make_posting("facilitator", elsewhere, user)
    policy = policy_registry.get_by_type(Facility)

    with scope.use(policies.scope_of(user)):
        allowed = policy.instances_user_has_permission_for(user, "change")
        assert [one.code for one in allowed] == ["PROPIO"]
        assert [
            policy.user_has_permission_for_instance(user, "change", one) for one in (facility, elsewhere)
        ] == [True, False]
        assert not policy.user_has_permission(user, "delete")


def test_postings_are_made_and_ended_in_the_admin(enter, client, facility):
    enter("administrator", facility)
    person = make_user(username="rosa")
    typed = {"user": person.pk, "role": "facilitator", "reach": "facility", "facility": facility.pk}

    client.post(reverse("assessments_postings:add"), {**typed, "from_on": "2026-01-01"})
    with scope.use(scope.system("builders")):
        posting = Posting.objects.get(user=person)
    client.post(
        reverse("assessments_postings:edit", args=[posting.pk]),
        {**typed, "role": "coordinator", "until_on": "2026-02-01", "reason": "Fin"},
    )

    with scope.use(scope.system("builders")):
        posting.refresh_from_db()
    assert (posting.role, str(posting.until_on), posting.reason) == ("facilitator", "2026-02-01", "Fin")
    assert operations.sync_memberships() == 0


def test_an_administrator_is_not_offered_their_own_account(enter, client, facility):
    user = enter("administrator", facility)

    form = client.get(reverse("assessments_postings:add")).context["form"]

    assert user not in form.fields["user"].queryset
    assert [value for value, _label in form.fields["reach"].choices] == ["facility"]
