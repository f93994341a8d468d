"""What was loaded in two languages comes under translation without a letter of it changing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.translation import operations
from cms.translation.matching import Difference
from curriculum.models import LessonPage
from tests.architecture import write_gate
from tests.builders import make_user
from tests.builders.curriculum import locale
from tests.builders.translations import lesson_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def pair(write):
    (spanish,), (english,) = write(english=True)
    return spanish, english


def shown(client, page):
    """What a facilitator and everybody else read of a page."""
    page = LessonPage.objects.get(pk=page.pk)
    return (
        TOKEN.sub("", client.get(page.url).content.decode()),
        page.body.render_as_block({"reader": "facilitator"}),
        [goal.text for goal in page.goals.all()],
        [material.name for material in page.materials.all()],
        page.title,
        page.slug,
    )


def translation_of(page, language="en"):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def test_every_text_of_a_loaded_translation_is_known_afterwards(pair, right):
    adoption = operations.adopt_translations()

    rows = Translation.objects.select_related("source")
    assert adoption.left == ()
    assert adoption.translations == len(rows) == 4
    assert {one.get_progress()[0] - one.get_progress()[1] for one in rows} == {0}
    assert translation_of(pair[0]).get_progress() == (21, 21)


def test_adoption_changes_no_letter_of_the_pages(client, pair):
    before = [shown(client, page) for page in pair]

    operations.adopt_translations()

    assert [shown(client, page) for page in pair] == before


def test_publishing_from_the_editor_changes_no_letter_either(
    client, pair, django_capture_on_commit_callbacks
):
    before = shown(client, pair[1])
    operations.adopt_translations()
    pair[1].summary = "lost"
    pair[1].save_revision().publish()

    with django_capture_on_commit_callbacks(execute=True):
        translation_of(pair[0]).save_target(publish=True)

    assert shown(client, pair[1]) == before
    assert LessonPage.objects.get(pk=pair[1].pk).summary == "A session about listening."


def test_a_text_changed_in_spanish_shows_as_untranslated_after_the_sync(pair):
    operations.adopt_translations()
    spanish = LessonPage.objects.get(pk=pair[0].pk)
    spanish.body[0].value["heading"] = "La idea de hoy"
    spanish.save_revision().publish()
    translation = translation_of(spanish)

    translation.source.update_from_db()

    missing = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation=None)
    )
    assert [one.string.data for one in missing.select_related("string")] == ["La idea de hoy"]


def test_adopting_again_changes_nothing(pair, right):
    operations.adopt_translations()
    before = list(StringTranslation.objects.order_by("pk").values())

    again = operations.adopt_translations()

    assert (again.translations, again.texts, again.left) == (0, 0, ())
    assert list(StringTranslation.objects.order_by("pk").values()) == before


def test_a_page_already_under_translation_is_left_alone(pair):
    operations.adopt_translations()
    StringTranslation.objects.filter(data="The idea").update(data="The thought")
    Translation.objects.filter(source__object_id=pair[0].translation_key).update(enabled=False)

    operations.adopt_translations()

    assert StringTranslation.objects.filter(data="The thought").exists()
    assert not translation_of(pair[0]).enabled


def test_the_record_is_the_one_the_editor_would_make(write):
    """Taking it up a second time by the package's own way finds every row in its place."""
    (spanish,) = write()
    source = operations.take_up(spanish)
    rows = {model: list(model.objects.order_by("pk").values()) for model in RECORDED}

    source.refresh_segments()

    assert {model: list(model.objects.order_by("pk").values()) for model in RECORDED} == rows
    assert len(rows[StringSegment]) == 21


RECORDED = (StringSegment, TemplateSegment, OverridableSegment, TranslationContext)


def test_places_are_named_as_the_editor_names_them(write):
    (spanish,) = write()
    source = operations.take_up(spanish)
    ours = dict(TranslationContext.objects.values_list("path", "field_path"))
    TranslationContext.objects.update(field_path="")

    source.refresh_segments()

    assert dict(TranslationContext.objects.values_list("path", "field_path")) == ours
    assert "body.safeguarding.situations.item.do" in ours.values()


def test_a_place_with_another_number_of_paragraphs_is_left_untranslated_and_told(pair):
    english = pair[1]
    english.body[0].value["text"] = english.body[0].block.child_blocks["text"].to_python("<p>One only.</p>")
    english.save_revision().publish()

    (left,) = operations.adopt_translations().left

    (mismatch,) = left.mismatches
    assert (left.title, left.language) == ("Listening calmly", "en")
    assert mismatch.path == f"body.{english.body[0].id}.text"
    assert (mismatch.difference, mismatch.source, mismatch.target) == (Difference.COUNT, 2, 1)
    assert translation_of(pair[0]).get_progress() == (21, 19)


def test_a_page_with_an_open_draft_waits(pair):
    draft = pair[1]
    draft.title = "A draft"
    draft.save_revision()

    adoption = operations.adopt_translations()

    assert [(left.title, left.has_open_draft) for left in adoption.left] == [("Listening calmly", True)]
    assert not Translation.objects.filter(source__object_id=pair[0].translation_key).exists()


def test_a_mirror_of_the_home_page_is_no_translation(pair):
    operations.adopt_translations()

    assert not TranslationSource.objects.filter(object_repr="Puente").exists()
    assert set(Translation.objects.values_list("source__object_repr", flat=True)) == {
        "Programa",
        "Módulo",
        "Escuchar con calma",
    }


def test_each_language_without_a_translation_gets_an_open_slot_and_no_page(write, right):
    (spanish,) = write()

    opened = operations.open_slots()

    lessons = Translation.objects.filter(source__object_id=spanish.translation_key)
    states = lessons.values_list("target_locale__language_code", "enabled")
    assert sorted(states) == [("en", False), ("quy", False)]
    assert {one.get_progress() for one in lessons} == {(21, 0)}
    assert not spanish.get_translations().exists()
    assert opened == Translation.objects.count() == 9


def test_a_slot_does_not_keep_a_page_that_comes_later_from_being_adopted(write, pair):
    opened = operations.open_slots()
    lesson_of(pair[1].get_parent().specific, lambda text: text, name="otra")

    assert opened
    assert operations.adopt_translations().translations == 3
    assert translation_of(pair[0]).get_progress() == (21, 21)


def test_opening_slots_again_changes_nothing(pair, right):
    operations.adopt_translations()
    operations.open_slots()

    assert operations.open_slots() == 0


def queries_of(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_a_long_lesson_costs_no_more_questions_than_a_short_one(write):
    spanish, english = write(2, english=True)
    for pages, word in ((spanish, "Paso"), (english, "Step")):
        page = pages[1]
        steps = page.body[1].value["steps"]
        for number in range(30):
            steps.append(steps.list_block.child_block.to_python(f"<p>{word} {number}</p>"))
        for number, item in enumerate(steps.bound_blocks):
            item.id = f"00000000-0000-4000-8000-{number:012}"
        page.save_revision().publish()
    counted = [
        queries_of(lambda number=number: operations.take_up(spanish[number].specific)) for number in range(2)
    ]

    assert counted[1] <= counted[0] < 40


def test_short_names_articles_and_licences_are_never_translated(pair, right):
    operations.adopt_translations()

    paths = set(TranslationContext.objects.values_list("path", flat=True))
    assert paths & {"slug", "article", "licence"} == set()


def load_again(page, **changes):
    """What a load of newer files does: a new text, revised and published past the editor."""
    page = LessonPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def words_of(path):
    return list(
        StringTranslation.objects.filter(context__path=path, locale=locale("en")).values_list(
            "translation_of__data", "data"
        )
    )


def test_a_translation_loaded_again_from_newer_files_is_taken_up_anew(
    client, pair, django_capture_on_commit_callbacks
):
    operations.adopt_translations()
    load_again(pair[0], summary="Otra sesión.")
    load_again(pair[1], summary="Another session.", title="To listen calmly")
    before = shown(client, pair[1])

    adoption = operations.adopt_translations()
    with django_capture_on_commit_callbacks(execute=True):
        translation_of(pair[0]).save_target(publish=True)

    assert (adoption.translations, adoption.left) == (1, ())
    assert translation_of(pair[0]).get_progress() == (21, 21)
    assert ("Otra sesión.", "Another session.") in words_of("summary")
    assert shown(client, pair[1]) == before
    assert operations.adopt_translations().translations == 0


def test_words_that_a_person_wrote_stay_when_files_are_loaded_again(pair):
    operations.adopt_translations()
    StringTranslation.objects.filter(data="Listening calmly").update(
        data="To listen in peace", last_translated_by=make_user()
    )
    load_again(pair[1], title="Listening", summary="Another session.")

    operations.adopt_translations()

    assert ("Escuchar con calma", "To listen in peace") in words_of("title")
    assert ("Una sesión sobre escuchar.", "Another session.") in words_of("summary")


def test_an_original_changed_alone_waits_for_a_person(pair):
    operations.adopt_translations()
    load_again(pair[0], summary="Otra sesión.")

    assert operations.adopt_translations().translations == 0
    assert (
        translation_of(pair[0])
        .source.stringsegment_set.filter(string__data="Una sesión sobre escuchar.")
        .exists()
    )


def test_an_entry_loaded_again_is_taken_up_anew(right):
    operations.adopt_translations()
    english = right.get_translations().get()
    with write_gate.lifted():
        type(right).objects.filter(pk=english.pk).update(title="Keeping in touch")

    assert operations.adopt_translations().translations == 1
    assert words_of("title") == [("Seguir en contacto", "Keeping in touch")]
    assert operations.adopt_translations().translations == 0


def test_a_published_translation_points_to_the_rights_of_its_own_language(
    write, right, django_capture_on_commit_callbacks
):
    (spanish,) = write()
    spanish.rights = [right]
    spanish.save_revision().publish()
    operations.adopt_translations()
    operations.open_slots()
    translation = translation_of(spanish)
    translation.enabled = True
    translation.save()
    title = translation.source.stringsegment_set.get(context__path="title")
    operations.write_words(
        translation=translation, words={(title.string_id, title.context_id): "Listening calmly"}
    )

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    english = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("en"))
    assert english.live
    assert [str(one) for one in english.rights.all()] == ["9.3 · Staying in contact"]
    assert [str(one) for one in LessonPage.objects.get(pk=spanish.pk).rights.all()] == [str(right)]
