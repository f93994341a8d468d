"""The list of people and a person's page: who sees what, and what typing slips do."""

import csv
import io
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments import scope
from assessments.models import AuditEntry, Consent, Participant, Stay
from assessments.people import codes
from assessments.people import operations as people
from assessments.people.identity import Name
from tests.builders import make_cohort, make_enrolment, make_facility, make_posting, make_unit

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:people_list")


def register(facility, surnames="ÑAHUI QUISPE", given_names="Rosa", **arrival):
    newcomer = people.Newcomer(
        Name(given_names, surnames), **{"sex": "female", "from_on": date(2026, 1, 5), **arrival}
    )
    with scope.use(scope.of_facilities([facility.pk])):
        return people.register_participant(user=None, facility=facility, newcomer=newcomer)


def page(name, person, *arguments):
    return reverse(f"assessments:people_{name}", args=[person.code, *arguments])


@pytest.fixture
def facility():
    return make_facility(code="AYA")


@pytest.fixture
def rosa(facility):
    return register(facility)


@pytest.fixture
def screen(client, facility):
    client.force_login(make_posting("coordinator", facility).user)
    return client


def shown(response):
    return [row.stay.participant.code for row in response.context["page"]]


def typed(form, **changes):
    """A rendered form as the browser sends it back, with changes."""
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    return {name: value for name, value in {**sent, **changes}.items() if value is not None}


@pytest.mark.parametrize("words", ["nahui", "ROSA ñahui", "Ñahu"])
def test_names_are_found_without_accents(screen, facility, rosa, words):
    register(facility, "SULCA", "Eva")

    assert shown(screen.get(LIST, {"q": words})) == [rosa.code]


def test_a_code_is_found_however_it_is_spelt(screen, facility, rosa):
    register(facility, "SULCA", "Eva")

    assert shown(screen.get(LIST, {"q": f" {rosa.code[:3].lower()}-{rosa.code[3:]}"})) == [rosa.code]


def test_a_code_with_a_slip_is_named_as_one(screen, rosa):
    wrong = codes.ALPHABET[(codes.ALPHABET.index(rosa.code[0]) + 1) % 31] + rosa.code[1:]

    answer = screen.get(LIST, {"q": wrong})
    opened = screen.get(reverse("assessments:people_detail", args=[wrong]))

    assert wrong in answer.context["mistyped"]
    assert opened.status_code == 404
    assert wrong in opened.content.decode()


def test_the_list_is_sorted_and_filtered(screen, facility, rosa):
    unit = make_unit(facility, name="Pabellón B")
    eva = register(facility, "ÁVILA", "Eva", unit=unit)
    juan = register(facility, "ZAPATA", "Juan", sex="male")
    with scope.use(scope.of_facilities([facility.pk])):
        answer = people.Answer("measures", True, date(2026, 2, 1))
        people.record_consent(user=None, participant=eva, answer=answer)

    assert shown(screen.get(LIST)) == [eva.code, rosa.code, juan.code]
    assert shown(screen.get(LIST, {"unit": unit.pk})) == [eva.code]
    assert shown(screen.get(LIST, {"sex": "male"})) == [juan.code]
    assert shown(screen.get(LIST, {"lacks": "measures"})) == [rosa.code, juan.code]
    assert shown(screen.get(LIST, {"sex": "nonsense", "unit": "x"})) == [eva.code, rosa.code, juan.code]


def test_who_left_is_listed_apart_and_without_a_name(screen, facility, rosa):
    with scope.use(scope.of_facilities([facility.pk])):
        people.end_stay(user=None, participant=rosa, on=date(2026, 2, 1))

    here, left = screen.get(LIST, {"q": ""}), screen.get(LIST, {"standing": "left"})
    opened = screen.get(page("detail", rosa))

    assert (shown(here), shown(left)) == ([], [rosa.code])
    assert opened.status_code == 200
    assert "ÑAHUI" not in left.content.decode() + opened.content.decode()
    assert not opened.context["is_here"]


@pytest.mark.parametrize("address", ["list", "detail"])
def test_the_number_of_queries_does_not_grow_with_people(screen, facility, address, rosa):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            screen.get(LIST if address == "list" else page("detail", rosa))
        return len(captured)

    queries()
    with_one = queries()
    for number in range(2):
        register(facility, "SULCA", "AB"[number], unit=make_unit(facility))
        make_enrolment(make_cohort(facility), rosa)

    assert queries() == with_one


def test_codes_only_facilities_show_no_name(client):
    facility = make_facility(codes_only=True)
    rosa = register(facility)
    client.force_login(make_posting("coordinator", facility).user)

    body = client.get(LIST).content.decode() + client.get(page("detail", rosa)).content.decode()

    assert rosa.code in body
    assert "ÑAHUI" not in body


def test_reading_names_is_journalled_without_them(screen, rosa):
    screen.get(LIST)
    screen.get(page("detail", rosa))

    with scope.use(scope.system("builders")):
        reads = AuditEntry.objects.filter(verb="identity.read").order_by("pk")
        details = [entry.detail for entry in reads]
    assert details == [{"purpose": "list", "people": 1}, {"purpose": "page", "people": 1}]


def test_another_facilitys_person_is_not_there(screen):
    elsewhere = register(make_facility())
    nobody = codes.new_code(lambda below: 7)

    answers = {
        name: (
            screen.get(page(name, elsewhere)),
            screen.get(reverse(f"assessments:people_{name}", args=[nobody])),
        )
        for name in ("detail", "name", "consent", "move")
    }

    assert {one.status_code for pair in answers.values() for one in pair} == {404}


def test_a_facilitator_reads_and_changes_nothing(client, facility, rosa):
    client.force_login(make_posting("facilitator", facility).user)

    assert client.get(page("detail", rosa)).status_code == 200
    for address in (page("name", rosa), page("consent", rosa), page("move", rosa)):
        assert client.post(address, {}).status_code == 403
    assert client.get(reverse("assessments:people_export", args=["csv"])).status_code == 403


def test_the_export_is_safe_and_journalled(screen, facility):
    unit = make_unit(facility, name="=HYPERLINK(1)")
    rosa = register(facility, unit=unit)

    as_csv = screen.get(reverse("assessments:people_export", args=["csv"]), {"facility": facility.pk})
    as_xlsx = screen.get(reverse("assessments:people_export", args=["xlsx"]))

    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))
    cells = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(as_xlsx.content)).active]
    assert rows == cells
    assert rows[1][:4] == [rosa.code, "ÑAHUI QUISPE", "Rosa", "'=HYPERLINK(1)"]
    assert "no-store" in as_csv["Cache-Control"]
    with scope.use(scope.system("builders")):
        assert AuditEntry.objects.filter(verb="people.exported").count() == 2


def test_somebody_is_added_once_even_when_sent_twice(screen, facility):
    address = reverse("assessments:people_add")
    sent = typed(
        screen.get(address).context["form"],
        surnames="ÑAHUI",
        given_names="Pía",
        sex="female",
        birth_year="1987",
        reading_support="none",
        from_on="2026-01-05",
    )

    first, again = screen.post(address, sent), screen.post(address, sent)

    with scope.use(scope.system("builders")):
        person = Participant.objects.get()
    assert first.url == again.url == page("detail", person)
    assert person.birth_band == "1985-1989"


def test_a_namesake_is_asked_about_before_adding(screen, facility, rosa):
    address = reverse("assessments:people_add")
    sent = typed(
        screen.get(address).context["form"],
        surnames="Nahui Quispe",
        given_names="rosa",
        sex="female",
        reading_support="none",
        from_on="2026-01-05",
    )

    asked = screen.post(address, sent)
    added = screen.post(address, {**sent, "another_person": "on"})

    assert "another_person" in asked.context["form"].errors
    assert rosa.code in asked.content.decode()
    assert added.status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from_on", "2099-01-01"),
        ("from_on", "31/02/2026"),
        ("birth_year", "2024"),
        ("surnames", "=1+1"),
        ("sex", "x"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_its_field(screen, facility, field, value):
    address = reverse("assessments:people_add")
    sent = typed(
        screen.get(address).context["form"],
        surnames="ÑAHUI",
        given_names="Pía",
        sex="female",
        reading_support="none",
        key=uuid.uuid4(),
    )

    answer = screen.post(address, {**sent, field: value})

    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == value


def test_a_name_is_corrected_and_the_old_one_is_gone(screen, rosa):
    form = screen.get(page("name", rosa)).context["form"]

    screen.post(page("name", rosa), typed(form, surnames="ÑAHUI QUISPE DE LEÓN"))

    assert "ÑAHUI QUISPE DE LEÓN" in screen.get(page("detail", rosa)).content.decode()
    with scope.use(scope.system("builders")):
        entry = AuditEntry.objects.get(verb="people.name_corrected")
    assert (entry.fields, entry.detail) == (["surnames"], {})


def test_a_consent_is_recorded_withdrawn_and_kept(screen, rosa):
    sent = {"purpose": "measures", "given": "yes", "form": "oral", "on": "2026-02-01"}

    without_witness = screen.post(page("consent", rosa), sent)
    screen.post(page("consent", rosa), {**sent, "witness": "psicóloga"})
    asked = screen.get(page("withdraw", rosa, "measures"))
    for _ in range(2):
        screen.post(page("withdraw", rosa, "measures"))

    assert list(without_witness.context["form"].errors) == ["witness"]
    assert asked.context["consent"].witness == "psicóloga"
    with scope.use(scope.system("builders")):
        consent = Consent.objects.get()
        assert (consent.given, consent.withdrawn_on) == (True, timezone.localdate())
        assert Consent.objects.standing().count() == 0


def test_a_person_moves_to_a_unit_and_leaves(screen, facility, rosa):
    unit = make_unit(facility)
    screen.post(page("move", rosa), {"to": facility.pk, "unit": unit.pk, "on": "2026-02-01"})
    screen.post(page("move", rosa), {"to": "", "on": "2026-03-01"})

    with scope.use(scope.system("builders")):
        stays = list(Stay.objects.order_by("from_on").values_list("unit", "from_on", "until_on"))
    assert stays == [
        (None, date(2026, 1, 5), date(2026, 2, 1)),
        (unit.pk, date(2026, 2, 1), date(2026, 3, 1)),
    ]


def test_a_person_is_not_moved_to_a_facility_outside_or_before_arriving(screen, facility, rosa):
    elsewhere = make_facility()

    outside = screen.post(page("move", rosa), {"to": elsewhere.pk, "on": "2026-02-01"})
    early = screen.post(page("move", rosa), {"to": "", "on": "2025-12-01"})

    assert list(outside.context["form"].errors) == ["to"]
    assert early.context["form"].non_field_errors()
    with scope.use(scope.system("builders")):
        assert Stay.objects.get().until_on is None


def test_the_empty_list_offers_the_import(screen):
    body = screen.get(LIST).content.decode()

    assert reverse("assessments:people_import") in body
    assert 'class="empty"' in body
