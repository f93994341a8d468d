"""The outline's plain values, their JSON and their hash."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum import canonical

KEY = UUID("11111111-1111-4111-8111-111111111111")
ACTIVITY_KEY = "22222222-2222-4222-8222-222222222222"
CONTENT = {
    "key": str(KEY),
    "title": "Escuchar",
    "language": "es",
    "minutes": 90,
    "goals": ["Oír."],
    "materials": [{"key": ACTIVITY_KEY, "name": "Hojas", "quantity": "1", "note": ""}],
    "body": [
        {"type": "prose", "id": ACTIVITY_KEY, "value": {"text": "<p>x</p>"}},
        {
            "type": "activity",
            "id": ACTIVITY_KEY,
            "value": {
                "heading": "Ronda",
                "minutes": 90,
                "stage": "opening",
                "keep": "must",
                "checklist": "Se hizo.",
            },
        },
    ],
}

texts = st.text(max_size=20)
lessons = st.builds(
    canonical.LessonOutline,
    key=st.uuids(),
    number=st.integers(1, 99),
    title=texts,
    language=texts,
    minutes=st.integers(0, 480),
    content_sha256=texts,
    goals=st.lists(texts, max_size=2).map(tuple),
    activities=st.lists(
        st.builds(
            canonical.ActivityOutline, st.uuids(), texts, texts, st.integers(0, 99), texts, texts, texts
        ),
        max_size=2,
    ).map(tuple),
    materials=st.lists(st.builds(canonical.MaterialOutline, st.uuids(), texts, texts, texts), max_size=2).map(
        tuple
    ),
    checklist=st.lists(st.builds(canonical.ChecklistItem, st.uuids(), texts), max_size=2).map(tuple),
)
modules = st.builds(
    canonical.ModuleOutline, st.uuids(), st.integers(1, 9), texts, st.lists(lessons, max_size=2).map(tuple)
)
programmes = st.builds(
    canonical.ProgrammeOutline, st.uuids(), texts, texts, st.lists(modules, max_size=2).map(tuple)
)


@given(programmes)
def test_outline_survives_json(outline):
    written = canonical.to_json(outline)

    assert canonical.from_json(written) == outline
    assert canonical.to_json(canonical.from_json(written)) == written


def test_json_has_one_spelling():
    assert canonical.canonical_json({"b": 1, "a": ["ñ", KEY]}) == f'{{"a":["ñ","{KEY}"],"b":1}}'


def test_value_without_a_canonical_form_is_refused():
    with pytest.raises(TypeError):
        canonical.canonical_json({"a": {1, 2}})


def test_json_of_another_schema_is_refused():
    text = json.dumps({"schema": 99, "key": str(KEY), "title": "", "language": "es", "modules": []})

    with pytest.raises(ValueError, match="another version"):
        canonical.from_json(text)


def test_lesson_is_composed_from_its_content():
    lesson = canonical.compose_lesson(CONTENT, 3)

    assert lesson == canonical.LessonOutline(
        key=KEY,
        number=3,
        title="Escuchar",
        language="es",
        minutes=90,
        content_sha256=canonical.sha256_of(canonical.canonical_json(CONTENT)),
        goals=("Oír.",),
        activities=(
            canonical.ActivityOutline(
                UUID(ACTIVITY_KEY), "activity", "Ronda", 90, "opening", "must", "whole"
            ),
        ),
        materials=(canonical.MaterialOutline(UUID(ACTIVITY_KEY), "Hojas", "1", ""),),
        checklist=(canonical.ChecklistItem(UUID(ACTIVITY_KEY), "Se hizo."),),
    )


def test_any_changed_word_changes_the_hash():
    changed = {**CONTENT, "goals": ["Oír bien."]}

    assert (
        canonical.compose_lesson(changed, 1).content_sha256
        != canonical.compose_lesson(CONTENT, 1).content_sha256
    )


def test_lesson_is_found_by_key_across_modules():
    lesson = canonical.compose_lesson(CONTENT, 1)
    other = replace(lesson, key=UUID(int=5), number=2)
    outline = canonical.ProgrammeOutline(
        KEY,
        "P",
        "es",
        (canonical.ModuleOutline(KEY, 1, "A", (lesson,)), canonical.ModuleOutline(KEY, 2, "B", (other,))),
    )

    assert outline.lessons == (lesson, other)
    assert outline.lesson(UUID(int=5)) is other
    assert outline.lesson(UUID(int=6)) is None


def test_every_timed_part_is_an_activity_of_the_outline():
    kinds = ["opening", "activity", "role_play", "discussion", "homework", "safeguarding", "sources"]
    body = [{"type": kind, "id": ACTIVITY_KEY, "value": {"minutes": 5, "stage": "closing"}} for kind in kinds]

    activities = canonical.compose_lesson({**CONTENT, "body": body}, 1).activities

    assert [(part.kind, part.stage) for part in activities] == [
        ("opening", "opening"),
        ("activity", "closing"),
        ("role_play", "closing"),
        ("discussion", "closing"),
    ]


def test_editors_marks_are_left_out_however_deep():
    item = {
        "type": "item",
        "id": "x",
        "value": {"do": "<p>D</p>", "list": [{"type": "item", "id": "y", "value": 1}]},
    }

    plain = canonical.without_marks({"situations": [item], "channels": ["visit"], "minutes": 5})

    assert plain == {"situations": [{"do": "<p>D</p>", "list": [1]}], "channels": ["visit"], "minutes": 5}
