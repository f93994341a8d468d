"""The pages of administrators and coordinators."""

import pytest
from django.urls import reverse

from assessments import scope
from assessments.models import AuditEntry
from cms.accounts import codes
from cms.models import SignInCode, User
from tests.builders import make_user

ACTS = ["staff_code", "staff_second_codes", "staff_reset", "staff_end", "staff_reopen"]


def address(name, account):
    return reverse(f"accounts:{name}", args=[account.pk])


def test_coordinator_opens_an_account_and_prints_its_code(client, coordinator):
    client.force_login(coordinator)
    opened = client.post(
        reverse("accounts:staff_add"),
        {"username": "yeni", "first_name": "Yeni", "last_name": "", "email": ""},
    )
    account = User.objects.get(username="yeni")

    sheet = client.post(address("staff_code", account))

    (printed,) = sheet.context["printed"]
    client.logout()
    entered = client.post(reverse("accounts:code"), {"username": "yeni", "code": printed})
    assert opened["Location"] == address("staff_account", account)
    assert "no-store" in sheet["Cache-Control"]
    assert printed.encode() in sheet.content
    assert entered["Location"] == "/accounts/password/set/"


def test_sheet_of_second_codes_shows_each_code_once(client, coordinator, facilitator):
    client.force_login(coordinator)

    sheet = client.post(address("staff_second_codes", facilitator))

    hashes = set(SignInCode.objects.values_list("code_hash", flat=True))
    assert len(sheet.context["printed"]) == len(hashes) == 20
    assert all(len(codes.typed(code)) == codes.LENGTH for code in sheet.context["printed"])


def test_taken_name_is_said_beside_the_field_and_nothing_typed_is_lost(client, coordinator):
    make_user(username="yeni")
    client.force_login(coordinator)

    answer = client.post(reverse("accounts:staff_add"), {"username": "YENI", "first_name": "Yeni"})

    assert answer.status_code == 200
    assert answer.context["form"]["first_name"].value() == "Yeni"
    assert answer.context["form"].errors


@pytest.mark.parametrize("name", ACTS)
def test_acts_on_foreign_and_missing_accounts_answer_alike(client, coordinator, administrator, name):
    client.force_login(coordinator)
    before = User.objects.values_list("password", "is_active", "session_epoch").get(pk=administrator.pk)

    foreign = client.post(address(name, administrator))
    missing = client.post(reverse(f"accounts:{name}", args=[999_999]))

    assert foreign.status_code == missing.status_code == 404
    assert before == User.objects.values_list("password", "is_active", "session_epoch").get(
        pk=administrator.pk
    )


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_posts(client, coordinator, facilitator, name):
    client.force_login(coordinator)

    assert client.get(address(name, facilitator)).status_code == 405


def test_pages_are_closed_to_facilitators_and_visitors(client, facilitator, coordinator):
    visitor = client.get(reverse("accounts:staff"))
    client.force_login(facilitator)

    assert visitor["Location"].startswith("/accounts/login/")
    assert client.get(reverse("accounts:staff")).status_code == 403
    assert client.get(reverse("accounts:staff_add")).status_code == 403
    assert client.get(address("staff_account", coordinator)).status_code == 403


def test_ended_person_is_out_at_once_and_can_be_let_in_again(client, coordinator, facilitator):
    theirs = client.__class__()
    theirs.force_login(facilitator)
    client.force_login(coordinator)

    client.post(address("staff_end", facilitator))
    out = theirs.get("/accounts/signed-in/")
    client.post(address("staff_reopen", facilitator))

    assert out.status_code == 302
    assert User.objects.get(pk=facilitator.pk).is_active
    with scope.use(scope.system("shell")):
        verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["account.ended", "account.reopened"]


def test_list_finds_by_name_and_state(client, coordinator, facilitator):
    User.objects.filter(pk=facilitator.pk).update(first_name="Saturnina")
    client.force_login(coordinator)
    address_of_list = reverse("accounts:staff")

    found = client.get(address_of_list, {"words": "satur"}).context["page"].object_list
    ended = client.get(address_of_list, {"state": "ended"}).context["page"].object_list

    assert list(found) == [facilitator]
    assert list(ended) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_many_questions_for_three_as_for_one(
    client, coordinator, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_user(made_by=coordinator)
    client.force_login(coordinator)
    client.get(reverse("accounts:staff"))

    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:staff")).context["page"]

    assert page.paginator.count == count


def test_names_are_corrected(client, coordinator, facilitator):
    client.force_login(coordinator)

    client.post(address("staff_account", facilitator), {"first_name": "Alicia", "last_name": "", "email": ""})

    facilitator.refresh_from_db()
    assert (facilitator.first_name, facilitator.username) == (
        "Alicia",
        User.objects.get(pk=facilitator.pk).username,
    )
