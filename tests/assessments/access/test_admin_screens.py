"""The screens of the admin: another facility's rows do not exist in any of them."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.urls import include, path, reverse
from wagtail.admin.viewsets.model import ModelViewSet

from assessments import scope
from assessments.access.roles import Action
from assessments.access.viewsets import ScopedModelViewSet
from assessments.facilities.forms import ClosedDayForm
from assessments.models import AuditEntry, ClosedDay
from cms import urls as site
from tests.builders import make_posting
from tests.builders.registers import make_closed_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]

DAY, DAY_THERE = date(2026, 7, 28), date(2026, 8, 30)
MANAGED = dict.fromkeys(("view", "add", "change", "delete"), Action.MANAGE_FACILITIES)
ROW_SCREENS = ("edit", "delete", "inspect", "history", "usage", "copy")
EVERY_SCREEN = frozenset({"index", "index_results", "add", "history_results", *ROW_SCREENS})


class PlainViewSet(ModelViewSet):
    """Wagtail's own; the policy registered for the model knows each row."""

    model = ClosedDay
    name = "plain"
    form_fields = ("facility", "on", "reason")
    list_display = ("reason", "facility")
    inspect_view_enabled = True


class BoundedViewSet(ScopedModelViewSet):
    """Ours, with every screen that Wagtail has."""

    model = ClosedDay
    name = "bounded"
    form_class = ClosedDayForm
    form_fields = ("facility", "on", "reason")
    screens = EVERY_SCREEN
    copy_view_enabled = True
    list_display = ("reason", "facility")
    list_export = ("reason", "facility")
    list_filter = ("facility",)
    search_fields = ("reason",)
    allowed = MANAGED


def shows(answer, row):
    """Whether a page holds a row's reason, its facility's name, or its day."""
    text = answer.content.decode()
    return any(word in text for word in (row.reason, row.facility.name, row.on.isoformat()))


@pytest.fixture
def screens(settings):
    """Both viewsets, routed beside the site's own addresses."""
    module = type("screens", (), {})
    module.urlpatterns = [
        path(f"{one.name}/", include((one.get_urlpatterns(), one.url_namespace)))
        for one in (PlainViewSet(), BoundedViewSet())
    ] + site.urlpatterns
    settings.ROOT_URLCONF = module
    return module


@pytest.fixture
def here(facility):
    return make_closed_day(facility, DAY, "propio")


@pytest.fixture
def there(elsewhere):
    return make_closed_day(elsewhere, DAY_THERE, "ajeno")


@pytest.fixture
def two_hats(facility, elsewhere, client):
    """Coordinator here; elsewhere a facilitator, who manages nothing but may see rows of that facility."""
    user = make_posting(role="coordinator", facility=facility).user
    make_posting(role="facilitator", facility=elsewhere, user=user)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", ["index", "add", *[one for one in ROW_SCREENS if one != "copy"]])
def test_wagtails_own_screens_leak(screens, two_hats, client, there, name):
    """The reason why ScopedModelViewSet exists: remove it when this fails."""
    address = reverse(f"plain:{name}", args=[there.pk] if name in ROW_SCREENS else [])

    answer = client.get(address)

    assert answer.status_code == 200
    assert shows(answer, there)


@pytest.mark.parametrize("name", ROW_SCREENS)
def test_a_row_of_elsewhere_and_a_missing_one_answer_alike(screens, two_hats, client, here, there, name):
    seen = [
        client.get(reverse(f"assessments_bounded:{name}", args=[pk])) for pk in (here.pk, there.pk, 999_999)
    ]

    assert [answer.status_code for answer in seen] == [200, 404, 404]
    assert [shows(seen[0], here), shows(seen[0], there)] == [True, False]


@pytest.mark.parametrize("name", ["index", "index_results", "add"])
def test_lists_and_choices_hold_only_what_may_be_managed(screens, two_hats, client, here, there, name):
    answer = client.get(reverse(f"assessments_bounded:{name}"))

    assert [shows(answer, here), shows(answer, there)] == [True, False]


def test_the_search_and_the_filter_find_nothing_of_elsewhere(screens, two_hats, client, here, there):
    found = client.get(reverse("assessments_bounded:index_results"), {"q": "ajeno"})
    filtered = client.get(reverse("assessments_bounded:index_results"), {"facility": there.facility_id})

    assert list(found.context["object_list"]) == []
    assert there not in filtered.context["object_list"]


@pytest.mark.parametrize("name", ["add", "edit", "copy"])
def test_a_posted_facility_of_elsewhere_is_refused(screens, two_hats, client, here, there, name):
    address = reverse(f"assessments_bounded:{name}", args=[] if name == "add" else [here.pk])

    client.post(address, {"facility": there.facility_id, "on": "2026-07-29", "reason": "nuevo"})

    with scope.use(scope.system("builders")):
        days = ClosedDay.objects.filter(facility=there.facility)
        assert list(days.values_list("on", "reason")) == [(DAY_THERE, "ajeno")]


def test_deleting_a_row_of_elsewhere_finds_nothing(screens, two_hats, client, there):
    answer = client.post(reverse("assessments_bounded:delete", args=[there.pk]))

    assert answer.status_code == 404
    with scope.use(scope.system("builders")):
        assert ClosedDay.objects.filter(pk=there.pk).exists()


def test_a_refusal_leaves_one_audit_entry_that_names_no_row(screens, two_hats, client, there):
    client.get(reverse("assessments_bounded:edit", args=[there.pk]))

    with scope.use(scope.system("builders")):
        entry = AuditEntry.objects.get(verb="access.denied")
    assert (entry.user, entry.subject_id, entry.detail) == (
        two_hats,
        "",
        {"action": "change", "kind": "closedday"},
    )


def test_a_csv_holds_no_formula_and_nothing_of_elsewhere(screens, two_hats, client, facility, there):
    make_closed_day(facility, DAY, "=HYPERLINK(1)")

    answer = client.get(reverse("assessments_bounded:index"), {"export": "csv"})

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert rows[1:] == [["'=HYPERLINK(1)", "Centro Propio"]]
    with scope.use(scope.system("builders")):
        assert AuditEntry.objects.filter(verb="access.exported", detail={"kind": "closedday"}).count() == 1


def test_an_xlsx_holds_no_formula_and_nothing_of_elsewhere(screens, two_hats, client, facility, there):
    make_closed_day(facility, DAY, "=HYPERLINK(1)")

    answer = client.get(reverse("assessments_bounded:index"), {"export": "xlsx"})

    book = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    text = "".join(book.read(name).decode() for name in book.namelist())
    assert "HYPERLINK(1)" in text
    assert "<f>" not in text
    assert "Ajeno" not in text
