"""The first page of the admin: what waits for each role, and the menu that each role needs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from assessments.access import role_groups
from assessments.workspace import dashboard
from tests.builders import make_cohort, make_posting, make_session, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]


def panels(client):
    """Each role panel of the first page with the addresses it leads to."""
    found = [one for one in client.get("/admin/").context["panels"] if isinstance(one, dashboard.RolePanel)]
    return {one.name: [task.url for task in one.tasks] for one in found}


def menu(client):
    """The names of the main menu; the lists of curriculum are left out, their name is translated."""
    request = client.get("/admin/").wsgi_request
    return {item.name for item in admin_menu.menu_items_for_request(request)} - {"curriculum", "contenidos"}


def test_a_coordinator_sees_late_registers_and_finished_groups_of_the_own_facility(
    enter, client, facility, elsewhere
):
    enter("coordinator", facility)
    yesterday = timezone.localdate() - timedelta(days=2)
    late = make_session(make_cohort(facility), on=yesterday)
    done = make_session(make_cohort(facility), on=yesterday, status="held", minutes_delivered=90)
    make_session(make_cohort(elsewhere), on=yesterday)

    (panel,) = dashboard.panels_of(client.get("/admin/").wsgi_request)

    assert [task.about for task in panel.tasks] == [
        (
            (
                f"{late.cohort.code} · {yesterday:%d/%m/%Y}",
                reverse("assessments:session_register", args=[late.pk]),
            ),
        ),
        (
            (
                f"{done.cohort.code} · {done.cohort.name}",
                reverse("assessments:certificate_board", args=[done.cohort_id]),
            ),
        ),
        (),
    ]


def test_without_work_the_panel_offers_the_next_step(enter, client, facility):
    enter("coordinator", facility)

    page = client.get("/admin/").content.decode()

    assert reverse("assessments:cohort_open") in page


def test_an_administrator_sees_idle_accounts_and_postings_that_end(enter, client, facility, elsewhere):
    enter("administrator", facility)
    make_user(username="sin-puesto")
    soon = timezone.localdate() + timedelta(days=9)
    ending = make_posting("donor", facility, until_on=soon)
    make_posting("donor", elsewhere, until_on=soon)

    found = panels(client)

    assert found == {
        "administrator": [reverse("assessments_postings:add"), reverse("assessments_postings:index")]
    }
    assert reverse("assessments_postings:edit", args=[ending.pk]) in client.get("/admin/").content.decode()


MENUS = {
    "coordinator": {"workspace", "workshops", "places", "accounts"},
    "administrator": {"places", "accounts"},
    "psychologist": {
        "explorer",
        "workspace",
        "workshops",
        "images",
        "documents",
        "reports",
        "help",
    },
    role_groups.AUTHORS: {"explorer", "images", "documents", "reports", "help"},
}


@pytest.mark.parametrize("role", [role for role in MENUS if role != role_groups.AUTHORS])
def test_each_role_has_its_menu(role, enter, client, facility):
    enter(role, facility)

    assert menu(client) == MENUS[role]


def test_an_author_has_a_menu_of_pages_alone(client):
    user = make_user()
    user.groups.add(Group.objects.get(name=role_groups.AUTHORS))
    client.force_login(user)

    assert menu(client) == MENUS[role_groups.AUTHORS]
