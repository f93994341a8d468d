"""The page that asks what to print: what it offers, what it remembers, and what it refuses in words."""

import re
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.models import AuditEntry
from curriculum.pdf import availability
from tests.assessments.paper.pack_world import add_people, address, make_group, pages_of, printed, words
from tests.builders import make_facility, make_posting
from tests.builders.certificates import change

pytestmark = pytest.mark.django_db
NUMBERS = ("guide", "handouts", "large_print", "fidelity")
ALL = {"register": "on", "guide": 1, "handouts": 0, "large_print": 0, "fidelity": 1}


@pytest.fixture
def group():
    return make_group(2)


@pytest.fixture
def desk(client, group):
    client.force_login(group.facilitator)
    return client


@pytest.fixture
def without_engine(monkeypatch):
    """A machine on which the PDF engine cannot be loaded."""
    monkeypatch.setitem(sys.modules, "curriculum.pdf.engine", None)
    availability.engine.cache_clear()
    yield
    availability.engine.cache_clear()


def offered(answer):
    """The numbers that the page holds, and whether the register is ticked."""
    page = answer.content.decode()
    found = {
        name: int(value)
        for name in NUMBERS
        for tag in re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
        for value in re.findall(r'value="(\d+)"', tag)
    }
    return {**found, "register": bool(re.search(r'name="register"[^>]* checked', page))}


def test_it_begins_with_a_handout_for_each_person_in_the_print_that_they_read(desk, group):
    add_people(group, 1, reading_support="some")
    add_people(group, 1, reading_support="full")
    change(group.members[1], ends_on=group.session().on, end_reason="released")

    found = offered(desk.get(address(group.session())))

    assert found == {"register": True, "guide": 1, "handouts": 1, "large_print": 2, "fidelity": 1}


def test_it_does_not_ask_for_what_the_lesson_does_not_have(desk, group):
    assert offered(desk.get(address(group.session(2)))) == {"register": True, "guide": 1}


def test_a_session_without_a_lesson_offers_its_register_alone_and_says_why(desk, group):
    answer = desk.get(address(group.session(3)))

    assert offered(answer) == {"register": True}
    assert (
        words("This session has no lesson, so the attendance sheet is printed alone.")
        in answer.content.decode()
    )


def test_a_lesson_whose_text_is_lost_leaves_the_register_and_says_so(desk, group):
    session = group.session()
    change(session, content_sha256="f" * 64)

    answer = desk.get(address(session))

    assert offered(answer) == {"register": True}
    said = "The text of this lesson is not kept here, so the attendance sheet is printed alone."
    assert words(said) in answer.content.decode()


def test_the_last_choice_is_offered_again_for_another_group(desk, group):
    printed(desk, group.session(), **{**ALL, "guide": 2, "handouts": 5, "fidelity": 0})
    other = make_group(4, facility=group.facility)

    found = offered(desk.get(address(other.session())))

    assert found == {"register": True, "guide": 2, "handouts": 7, "large_print": 0, "fidelity": 0}


def test_the_choice_of_another_person_at_the_same_machine_is_not(desk, group):
    printed(desk, group.session(), **{**ALL, "guide": 9})

    desk.force_login(group.coordinator)

    assert offered(desk.get(address(group.session())))["guide"] == 1


def test_what_is_remembered_names_nobody_and_is_kept_from_scripts(desk, group):
    answer = printed(desk, group.session(), **ALL)

    kept = answer.cookies["session_pack"]
    assert re.fullmatch(r"1\.x\.0\.1\.1:[\w-]+:[\w-]+", kept.value)
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("wrong", [{"handouts": 61}, {"guide": -1}, {"guide": "dos"}, {"guide": "1" * 5000}])
def test_a_number_out_of_bounds_is_told_beside_its_field(desk, group, wrong):
    answer = printed(desk, group.session(), **{**ALL, **wrong})

    assert answer.status_code == 422
    assert f'href="#id_{next(iter(wrong))}"' in answer.content.decode()
    assert words("Write a number from 0 to {most}.").format(most=60) in answer.content.decode()


def test_nothing_chosen_is_told_and_prints_nothing(desk, group):
    answer = printed(desk, group.session(), guide=0)

    assert answer.status_code == 422
    assert words("Choose at least one thing to print.") in answer.content.decode()


def test_where_no_pdf_can_be_made_the_page_says_what_to_do(desk, group, without_engine):
    answer = printed(desk, group.session(), **ALL)

    assert words("This site cannot make PDFs") in answer.content.decode()
    with scope.use(scope.system("builders")):
        assert not AuditEntry.objects.filter(verb="sessions.register_printed").exists()


@pytest.mark.parametrize("name", ["session_pack", "session_pack_pdf"])
def test_a_session_of_elsewhere_is_not_there(desk, group, name):
    stranger = make_posting("facilitator", make_facility()).user
    desk.force_login(stranger)

    assert desk.get(address(group.session(), name)).status_code == 404


@pytest.mark.parametrize("name", ["session_pack", "session_pack_pdf"])
def test_nothing_is_kept_in_a_cache(desk, group, name):
    answer = desk.get(address(group.session(), name))

    assert {"no-store", "private"} <= {one.strip() for one in answer["Cache-Control"].split(",")}


@pytest.mark.parametrize("name", ["session_pack", "session_pack_pdf"])
def test_three_people_ask_as_much_as_one(desk, name):
    def asked(people):
        group = make_group(people)
        desk.force_login(group.facilitator)
        path = address(group.session(), name)
        desk.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(path).status_code == 200
        return [one["sql"][:60] for one in queries]

    assert len(asked(1)) == len(asked(3))


def test_an_address_without_choices_prints_what_is_usual(desk, group):
    pages = pages_of(desk.get(address(group.session(), "session_pack_pdf")))

    assert sum("Escucho antes de responder." in page for page in pages) == 2 + 1


@pytest.mark.parametrize("name", ["workspace_home", "cohort_page", "session_register"])
def test_it_is_linked_from_where_the_work_is(desk, name):
    today = make_group(1, first_on=timezone.localdate())
    desk.force_login(today.facilitator)
    args = {"cohort_page": [today.cohort.pk], "session_register": [today.session().pk]}.get(name, [])
    page = desk.get(reverse(f"assessments:{name}", args=args)).content.decode()

    assert f'href="{address(today.session())}"' in page
