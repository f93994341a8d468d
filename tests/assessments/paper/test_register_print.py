"""The printed register: the rows of the screen, lines for walk-ins, no place, and names where they may be."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse
from pdfua import validate

from assessments import scope
from assessments.models import AuditEntry
from assessments.paper.register_sheet import WALK_INS
from assessments.people import identity
from tests.assessments.paper.pack_world import (
    STEP,
    add_people,
    address,
    make_group,
    pages_of,
    printed,
    walk_ins_in,
    words,
)
from tests.builders import make_participant, mark_entry, save_marks
from tests.builders.certificates import change

pytestmark = pytest.mark.django_db
REGISTER = {"register": "on"}
#: The engine writes no scope of a table's headings; everything else must be right.
KNOWN_WARNING = "UA-15-003"


@pytest.fixture
def group():
    return make_group(3)


@pytest.fixture
def desk(client, group):
    client.force_login(group.facilitator)
    return client


def names_of(group):
    with scope.use(scope.system("builders")):
        people = [one.participant_id for one in group.members]
        return [one.preferred for one in identity.names_of(people, user=None, purpose="test").values()]


def journal(verb):
    with scope.use(scope.system("builders")):
        return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def rows_on(screen):
    """Name and code of each row of the screen's register."""
    legends = re.findall(r'<legend class="register__who">(.*?)</legend>', screen)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in legends]


def test_the_rows_are_those_of_the_screen_in_their_order_under_their_numbers(desk, group):
    add_people(group, 9)
    screen = rows_on(
        desk.get(reverse("assessments:session_register", args=[group.session().pk])).content.decode()
    )

    (page, _end) = pages_of(printed(desk, group.session(), **REGISTER))

    shown = re.findall(r"(\d+) ([2-9A-Z]{6}) (\D+?) 1 2 3 4 5", page)
    assert [f"{name} {code}" for _number, code, name in shown] == screen
    assert [int(number) for number, _code, _name in shown] == list(range(1, 13))


def test_there_are_six_lines_for_walk_ins_with_all_five_boxes(desk, group):
    pages = pages_of(printed(desk, group.session(), **REGISTER))

    assert sum(map(walk_ins_in, pages), []) == list(WALK_INS)


def test_it_says_group_day_lesson_and_who_leads(desk, group):
    page = pages_of(printed(desk, group.session(), **REGISTER))[0]

    told = [group.cohort.code, group.cohort.name, "martes 6 de enero de 2026, 09:00", "Crianza de prueba"]
    assert [one for one in [*told, "Escuchar", group.facilitator.username] if one not in page] == []
    assert page.count(words("Present")) == 2


def test_neither_the_institution_nor_the_place_inside_it_is_printed(desk, group):
    answer = printed(desk, group.session(), **REGISTER, guide=1, handouts=1, fidelity=1)

    text = " ".join(pages_of(answer))
    assert [word for word in (group.facility.name, group.facility.code, "Pabellón") if word in text] == []


def test_printing_names_is_journalled_with_the_session_and_how_many(desk, group):
    printed(desk, group.session(), **REGISTER)

    (entry,) = journal("sessions.register_printed")
    assert (entry.user, entry.subject_id) == (group.facilitator, str(group.session().pk))
    assert (entry.facility_id, entry.detail) == (
        group.facility.pk,
        {"purpose": "register", "people": 3, "names": 3},
    )
    assert [one.detail for one in journal("identity.read")] == [{"purpose": "register", "people": 3}]


def test_looking_at_the_page_and_printing_the_lesson_alone_read_no_name(desk, group):
    desk.get(address(group.session()))
    text = " ".join(pages_of(printed(desk, group.session(), guide=1)))

    assert STEP in text
    assert journal("sessions.register_printed") == journal("identity.read") == []
    assert [one for one in names_of(group) if one in text] + walk_ins_in(text) == []


def test_a_codes_only_facility_prints_codes_and_reads_no_name(client):
    group = make_group(3, codes_only=True)
    client.force_login(group.facilitator)

    text = " ".join(pages_of(printed(client, group.session(), **REGISTER)))

    assert [one.participant.code for one in group.members if one.participant.code not in text] == []
    assert journal("identity.read") == []
    assert [one for one in names_of(group) if one in text] == []
    assert journal("sessions.register_printed")[0].detail["names"] == 0


def test_marks_that_are_kept_are_not_printed_and_people_who_left_are(desk, group):
    session, left = group.session(), group.members[0]
    save_marks(group.facilitator, session, mark_entry(5, left, "partial", minutes=37))
    change(left, ends_on=session.on, end_reason="released")

    page = pages_of(printed(desk, session, **REGISTER))[0]

    assert left.participant.code in page
    assert "37" not in page


def test_somebody_without_a_name_stands_under_the_code_among_the_others(desk, group):
    nameless = make_participant(group.facility)
    with scope.use(scope.system("builders")):
        change(group.members[0], participant=nameless)

    page = pages_of(printed(desk, group.session(), **REGISTER))[0]

    assert f"3 {nameless.code} 1 2 3 4 5" in page


def test_twenty_five_people_fit_on_two_pages_with_the_heading_on_both(desk, group):
    add_people(group, 22)

    pages = pages_of(printed(desk, group.session(), **REGISTER))

    assert len(pages) == 2
    assert [page.count(words("Signature")) > 0 for page in pages] == [True, True]
    assert pages[0].count("1 2 3 4 5") == 25
    assert [page.endswith(f"{number} / 2") for number, page in enumerate(pages, start=1)] == [True, True]


def test_a_group_without_people_has_lines_to_write_names_on(desk, group):
    empty = make_group(0, facility=group.facility)

    page = pages_of(printed(desk, empty.session(), **REGISTER))[0]

    assert walk_ins_in(page) == list(WALK_INS)
    assert words("Name") in page


@pytest.mark.parametrize(("language", "spoken"), [("en", "en"), ("quy", "es")])
def test_our_own_words_are_in_the_language_of_the_group_or_else_of_the_site(desk, group, language, spoken):
    change(group.cohort, language=language)

    answer = printed(desk, group.session(), **REGISTER)

    assert words("Attendance sheet", spoken) in pages_of(answer)[0]
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert str(opened.Root.Lang) == spoken


def test_the_whole_pack_is_one_accessible_file(desk, group, tmp_path):
    answer = printed(desk, group.session(), **REGISTER, guide=1, handouts=2, large_print=1, fidelity=1)

    kept = tmp_path / "pack.pdf"
    kept.write_bytes(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert {one.rule_id for one in validate(kept).findings} <= {KNOWN_WARNING}
