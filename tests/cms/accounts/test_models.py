"""Accounts are kept, whoever asks; user names do not differ by case alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError
from django.urls import reverse

from cms.models import User
from tests.builders import make_user


@pytest.mark.django_db
def test_account_cannot_be_deleted_by_row_or_by_query():
    account = make_user()

    with pytest.raises(ProtectedError):
        account.delete()
    with pytest.raises(ProtectedError):
        User.objects.filter(pk=account.pk).delete()

    assert User.objects.filter(pk=account.pk).exists()


def test_superuser_may_not_delete_accounts_in_the_admin(client, superuser):
    account = make_user()
    client.force_login(superuser)

    one = client.post(reverse("wagtailusers_users:delete", args=[account.pk]))
    bulk = client.post(reverse("wagtail_bulk_action", args=["cms", "user", "delete"]) + f"?id={account.pk}")

    assert one.status_code == 302
    assert bulk.status_code == 302
    assert User.objects.filter(pk=account.pk).exists()
    assert not superuser.has_perm("cms.delete_user")
    assert superuser.has_perm("cms.change_user")


@pytest.mark.django_db
def test_account_needs_no_email():
    account = make_user(username="sin.correo", email="")

    account.full_clean()

    assert account.email == ""


@pytest.mark.django_db
def test_user_names_that_differ_by_case_alone_are_refused():
    make_user(username="rosa")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(username="Rosa")
    with pytest.raises(ValidationError):
        User(username="ROSA", password="x").full_clean()


def test_admin_edit_form_saves_without_email(client, superuser):
    account = make_user(username="carta")
    client.force_login(superuser)
    address = reverse("wagtailusers_users:edit", args=[account.pk])

    page = client.get(address)
    answer = client.post(address, {"username": "carta", "first_name": "Carla", "last_name": "", "email": ""})

    assert page.status_code == 200
    assert set(page.context["form"].fields) == {
        "username", "first_name", "last_name", "email", "is_superuser", "groups",
    }  # fmt: skip
    assert answer.status_code == 302
    assert User.objects.get(pk=account.pk).first_name == "Carla"


def test_admin_adds_accounts_through_the_page_with_codes(client, superuser):
    client.force_login(superuser)

    answer = client.get(reverse("wagtailusers_users:add"))

    assert answer["Location"] == reverse("accounts:staff_add")
