"""Lessons stored before one of their blocks asked for a text or a list that it asks for today."""

import pytest

from curriculum import operations, syllabus
from curriculum.canonical import canonical_json, sha256_of, without_marks
from curriculum.models import LessonPage
from tests.builders.curriculum import (
    make_activity,
    make_discussion,
    make_lesson,
    make_media,
    make_prose,
)

pytestmark = pytest.mark.django_db

SITUATION = {"sign": "cries", "do": "<p>Acérquese.</p>"}
CARE = {"heading": "Cuidado", "situations": [{"type": "item", "id": "a" * 36, "value": SITUATION}]}
SOURCE = {"title": "Convención", "citation": "Naciones Unidas"}
SOURCES = {
    "audience": "both",
    "heading": "Fuentes",
    "sources": [{"type": "item", "id": "b" * 36, "value": SOURCE}],
}
BLANK = ("purpose", "without_paper", "few_readers", "checklist", "materials")


def without(block, *names):
    """A block as it was stored when these fields were not asked for."""
    return {**block, "value": {name: one for name, one in block["value"].items() if name not in names}}


def struct(kind, value):
    return {**make_prose(), "type": kind, "value": value}


@pytest.fixture
def older():
    """One lesson in which texts, lists and texts inside lists are not stored, or stored as null."""
    return make_lesson(
        body=[
            make_activity(purpose=None, checklist=None),
            without(make_activity(), *BLANK, "steps"),
            without(make_discussion(audience="both", listen_for=None, checklist=None), "prompts"),
            without(make_prose(text="<p>Escuchar.</p>"), "heading"),
            without(make_media(), "transcript"),
            struct("safeguarding", CARE),
            struct("sources", SOURCES),
        ]
    )


def fresh(lesson):
    return LessonPage.objects.get(pk=lesson.pk)


def hash_of(body):
    return sha256_of(canonical_json(without_marks(body)))


def test_texts_and_lists_that_are_not_stored_read_as_empty(older):
    first, second, talk, prose, media, care, sources = (block.value for block in fresh(older).body)

    assert (first["purpose"], first["checklist"]) == ("", "")
    assert [second[name] for name in BLANK] == [""] * 5
    assert (list(second["steps"]), list(talk["prompts"])) == ([], [])
    assert (talk["listen_for"], prose["heading"], media["transcript"]) == ("", "", "")
    assert (care["situations"][0]["what"], sources["sources"][0]["licence"]) == ("", "")


def test_no_page_of_an_older_lesson_says_none(client, older, guide_reader):
    visited = client.get(older.url).content.decode()
    client.force_login(guide_reader)
    guide = client.get(older.url).content.decode()

    assert "Conversación" in visited
    assert "None" not in visited
    assert "Ronda de nombres" in guide
    assert "None" not in guide


def test_saving_an_older_lesson_stores_empty_texts(older):
    page = fresh(older)
    list(page.body)

    revision = page.save_revision()
    revision.publish()

    stored = {
        name: text
        for block in fresh(older).body.raw_data
        for name, text in block["value"].items()
        if name in (*BLANK, "listen_for", "transcript")
    }
    assert stored == dict.fromkeys((*BLANK, "listen_for", "transcript"), "")


def test_an_outline_is_made_of_a_lesson_with_null_for_a_checklist(older):
    (taught,) = syllabus.taught(syllabus.live_programmes())

    assert taught.outline.lessons[0].checklist == ()


def test_the_hash_names_what_is_stored_and_not_what_is_filled_in(older):
    stored = [without_marks(block["value"]) for block in fresh(older).body.raw_data]

    (taught,) = syllabus.taught(syllabus.live_programmes())

    (content,) = taught.contents.values()
    assert [block["value"] for block in content["body"]] == stored
    assert "purpose" not in content["body"][1]["value"]


def test_a_loaded_lesson_has_the_same_hash_before_and_after_its_parts_are_read(written, author):
    operations.load_programme(written, user=author)
    page = LessonPage.objects.get(slug="saludo", locale__language_code="es")
    before = hash_of(page.body.get_prep_value())

    parts = list(page.body)

    assert {part.block_type for part in parts} >= {"opening", "role_play", "safeguarding", "sources"}
    assert hash_of(page.body.get_prep_value()) == before
