"""Where a language has no page visitors read the original, marked; what is translated they read as such."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation import operations
from curriculum.models import LessonPage
from tests.builders.curriculum import locale

MARK, ABSENT, PARTLY = "translation-mark", "translation-mark--missing", "translation-mark--partly"


@pytest.fixture
def spanish(write):
    (lesson,) = write()
    operations.open_slots()
    return lesson


@pytest.fixture
def ask(client):
    """``ask(page, "quy")`` is the answer at that page's address below a language."""

    def get(page, language, tail=""):
        return client.get(page.url.replace("/es/", f"/{language}/", 1) + tail)

    return get


def begin(lesson, language="quy"):
    """As the button of the editor begins a translation."""
    translation = Translation.objects.get(
        source__object_id=lesson.translation_key, target_locale=locale(language)
    )
    translation.enabled = True
    translation.save()
    translation.save_target(publish=False)
    return translation


def translate(translation, *texts):
    """Some texts of a page, by their Spanish; all without a choice."""
    segments = StringSegment.objects.filter(source=translation.source)
    chosen = segments.filter(string__data__in=texts) if texts else segments
    operations.write_words(
        translation=translation,
        words={(one.string_id, one.context_id): f"Q {one.string.data}" for one in chosen},
    )


def publish(translation, capture):
    with capture(execute=True):
        translation.save_target(publish=True)


def test_a_page_without_quechua_is_the_spanish_one_marked(spanish, ask):
    answer = ask(spanish, "quy")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>Escuchar con calma</h1>" in page
    assert ABSENT in page
    assert '<html lang="es">' in page


def test_the_original_has_no_mark(spanish, ask):
    assert MARK not in ask(spanish, "es").content.decode()


def test_a_page_that_is_nowhere_is_missing_in_every_language(spanish, client):
    assert client.get("/quy/nada/").status_code == 404
    assert client.get("/es/nada/").status_code == 404


def links(answer):
    """The addresses below a language that a page leads to."""
    return set(re.findall(r'(?:href|action)="(/(?:es|en|quy)/[^"]*)"', answer.content.decode()))


def test_links_of_a_page_without_quechua_stay_in_quechua_and_lead_to_a_page(spanish, ask, client):
    module = spanish.get_parent()
    programme = module.get_parent()

    found = {
        "programme": links(ask(programme, "quy")),
        "module": links(ask(module, "quy")),
        "lesson": links(ask(spanish, "quy")),
        "find": links(ask(programme, "quy", "find/")),
    }

    assert {address[:5] for addresses in found.values() for address in addresses} == {"/quy/"}
    lesson = spanish.url.replace("/es/", "/quy/", 1)
    assert all(lesson in found[name] for name in ("module", "find"))
    assert lesson + "print/" in found["lesson"]
    assert {client.get(one).status_code for addresses in found.values() for one in addresses} == {200}


def test_links_of_the_original_stay_in_spanish_whatever_was_read_before(spanish, ask):
    ask(spanish.get_parent(), "quy")

    assert {address[:4] for address in links(ask(spanish.get_parent(), "es"))} == {"/es/"}


def test_a_link_on_a_page_without_quechua_leads_to_the_translated_lesson(
    spanish, ask, client, django_capture_on_commit_callbacks
):
    translation = begin(spanish)
    translate(translation)
    publish(translation, django_capture_on_commit_callbacks)

    (address,) = {one for one in links(ask(spanish.get_parent(), "quy")) if one.endswith("/leccion-0/")}

    assert "<h1>Q Escuchar con calma</h1>" in client.get(address).content.decode()


def test_the_other_doors_of_a_lesson_fall_back_too(spanish, ask):
    assert ask(spanish, "quy", "print/").status_code == 200
    assert ask(spanish, "quy", "handout/").status_code == ask(spanish, "es", "handout/").status_code


def test_a_translation_begun_is_no_page_for_visitors(spanish, ask):
    begin(spanish)

    page = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("quy"))
    assert not page.live
    assert ABSENT in ask(spanish, "quy").content.decode()


def test_a_mirror_made_on_the_way_is_no_translation_either(spanish, ask):
    begin(spanish)
    module = spanish.get_parent()

    answer = ask(module, "quy").content.decode()

    assert module.get_translation(locale("quy")).alias_of_id == module.pk
    assert ABSENT in answer
    assert "Escuchar con calma" in answer


def test_a_translated_page_says_which_part_is_missing(spanish, ask, django_capture_on_commit_callbacks):
    translation = begin(spanish)
    translate(translation, "Escuchar con calma", "La idea")
    publish(translation, django_capture_on_commit_callbacks)

    page = ask(spanish, "quy").content.decode()

    assert "<h1>Q Escuchar con calma</h1>" in page
    assert PARTLY in page
    assert '<html lang="quy">' in page


def test_a_complete_translation_has_no_mark(spanish, ask, django_capture_on_commit_callbacks):
    translation = begin(spanish)
    translate(translation)
    publish(translation, django_capture_on_commit_callbacks)

    page = ask(spanish, "quy").content.decode()

    assert "<h1>Q Escuchar con calma</h1>" in page
    assert MARK not in page


def test_pages_loaded_in_english_are_english(write, ask):
    (spanish,), (english,) = write(english=True)
    operations.adopt_translations()

    page = ask(spanish, "en").content.decode()

    assert "<h1>Listening calmly</h1>" in page
    assert MARK not in page


def test_a_page_without_its_own_title_is_taken_back_however_it_is_published(
    spanish, django_capture_on_commit_callbacks
):
    translation = begin(spanish)
    translate(translation, "La idea")
    publish(translation, django_capture_on_commit_callbacks)
    page = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("quy"))
    with_own_words = page.body[0].value["heading"]

    translate(translation, "Escuchar con calma")
    publish(translation, django_capture_on_commit_callbacks)

    assert (page.live, with_own_words) == (False, "Q La idea")
    assert LessonPage.objects.get(pk=page.pk).live


def test_the_original_and_pages_outside_translation_are_published_as_ever(write):
    (spanish,), (english,) = write(english=True)
    english.save_revision().publish()
    operations.adopt_translations()
    spanish.save_revision().publish()

    assert LessonPage.objects.filter(live=True).count() == 2


def test_visitors_of_the_original_cost_no_question_more(spanish, client, ask):
    ask(spanish, "es")
    with CaptureQueriesContext(connection) as queries:
        ask(spanish, "es")

    assert [one["sql"] for one in queries if "wagtail_localize" in one["sql"]] == []
    assert not StringTranslation.objects.exists()
