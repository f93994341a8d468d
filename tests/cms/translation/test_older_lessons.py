"""A lesson stored before one of its texts was asked for goes to the translators like any other."""

import pytest
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.translation import operations
from curriculum.models import LessonPage
from tests.builders.curriculum import locale, make_discussion, make_lesson

WORDS = {"Escuchar": "Uyariy", "Conversación": "Rimanakuy"}


@pytest.fixture
def older(languages):
    lesson = make_lesson(body=[make_discussion(), make_discussion(listen_for=None, checklist=None)])
    assert "listen_for" not in lesson.body.raw_data[0]["value"]
    return LessonPage.objects.get(pk=lesson.pk)


def asked(lesson):
    """The texts that translators are asked for."""
    segments = StringSegment.objects.filter(source__object_id=lesson.translation_key)
    return sorted(segments.values_list("string__data", flat=True))


@pytest.mark.parametrize(
    "send", [operations.take_up, lambda page: TranslationSource.get_or_create_from_instance(page)[0]]
)
def test_translators_are_asked_for_what_is_written(older, send):
    source = send(older)

    texts = ["Conversación", "¿Qué ayuda a escuchar?"] * 2
    assert source.object_id == older.translation_key
    assert [text for text in asked(older) if text in texts] == sorted(texts)
    assert not {"", "None"} & set(asked(older))


def test_the_translated_page_is_made_and_its_texts_are_empty(
    older, client, django_capture_on_commit_callbacks
):
    translation = Translation.objects.create(source=operations.take_up(older), target_locale=locale("quy"))
    segments = StringSegment.objects.filter(source=translation.source, string__data__in=WORDS)
    words = {(one.string_id, one.context_id): WORDS[one.string.data] for one in segments}
    operations.write_words(translation=translation, words=words)

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = LessonPage.objects.get(translation_key=older.translation_key, locale=locale("quy"))
    first = page.body[0].value
    assert (page.title, first["heading"], first["listen_for"]) == ("Uyariy", "Rimanakuy", "")
    assert client.get(page.url).status_code == 200
