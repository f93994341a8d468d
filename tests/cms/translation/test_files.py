"""A translator without internet: a programme goes out as one ZIP and comes back with Quechua words."""

import polib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation, Translation

from cms.translation import archive, catalogue, files, operations
from cms.translation.exchange import NotOurs, Stranger
from curriculum.models import LessonPage
from tests.builders import make_user
from tests.builders.curriculum import locale
from tests.builders.translations import lesson_of

#: By the Spanish text of the file: ñ, quotation marks of several kinds, an ampersand, a line that ends.
QUECHUA = {
    "Escuchar con calma": "Thak uyariy",
    "Escuchar es <b>querer</b>.": "Uyariyqa <b>kuyaymi</b>.",
    "El niño &amp; la niña dicen «sí».": 'Warmacha &amp; ñaña «arí» ninku, "manam" mana.',
    "Para empezar<br/>juntos &amp; en calma": "Qallarinapaq<br>kuska &amp; thak",
    "Siéntense.": "Tiyaykuychik, ñañaykuna.",
    "Diga: «¿Quiere agua?»": 'Niy: "¿Yakuta munankichu?"',
    "Llora en silencio": "Chunniypi\\waqan",
}


@pytest.fixture
def spanish(write, right):
    (lesson,) = write()
    operations.open_slots()
    return lesson


def programme_of(lesson):
    return lesson.get_parent().get_parent()


def translation_of(page, language="quy"):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def sent(lesson, language="quy"):
    """The files as they leave."""
    return files.files_of(programme_of(lesson), locale(language))


def filled(text, words):
    """A file as an editor for translators saves it."""
    file = polib.pofile("\n" + text)
    for entry in file:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return str(file)


def returned(lesson, words=QUECHUA):
    """The archive as it comes back."""
    return archive.packed({name: filled(text, words) for name, text in sent(lesson).items()})


def test_every_page_and_entry_of_the_programme_has_its_file(spanish):
    assert list(sent(spanish)) == [
        "programa.po",
        "programa/modulo.po",
        "programa/modulo/leccion-0.po",
        "right/93-seguir-en-contacto.po",
    ]


def test_a_lesson_goes_out_and_comes_back_in_quechua(spanish, django_capture_on_commit_callbacks):
    plans = files.plans_of(returned(spanish))
    operations.import_files(plans=plans, user=None)
    translation = translation_of(spanish)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("quy"))
    prose, activity, care = (block.value for block in page.body)
    assert page.title == "Thak uyariy"
    assert prose["text"].source == (
        '<p>Uyariyqa <b>kuyaymi</b>.</p><p>Warmacha &amp; ñaña «arí» ninku, "manam" mana.</p>'
    )
    assert activity["purpose"] == "Qallarinapaq\nkuska & thak"
    assert [step.source for step in activity["steps"]] == [
        "<p>Tiyaykuychik, ñañaykuna.</p>",
        "<p>Digan su <i>nombre</i>.</p>",
    ]
    assert care["situations"][0]["what"] == "Chunniypi\\waqan"
    assert care["situations"][0]["do"].source == ('<p>Acérquese.</p><p>Niy: "¿Yakuta munankichu?"</p>')
    assert page.slug == spanish.slug


def test_words_taken_in_go_out_again_the_same(spanish):
    operations.import_files(plans=files.plans_of(returned(spanish)), user=None)

    found = catalogue.read(sent(spanish)["programa/modulo/leccion-0.po"].encode())

    words = {one.text: one.words for one in found.entries if one.words}
    assert words == QUECHUA


def test_looking_at_an_archive_writes_nothing_and_counts(spanish):
    plans = {one.name: one.plan for one in files.plans_of(returned(spanish))}

    lesson = plans["programa/modulo/leccion-0.po"]
    assert not StringTranslation.objects.exists()
    assert (lesson.new, lesson.changed, lesson.same, lesson.waiting) == (7, 0, 0, 14)
    assert lesson.left_out == 0


def test_taking_in_the_same_archive_again_writes_nothing(spanish):
    operations.import_files(plans=files.plans_of(returned(spanish)), user=None)

    again = files.plans_of(returned(spanish))

    assert sum(one.plan.same for one in again) == len(QUECHUA)
    assert operations.import_files(plans=again, user=None) == 0


def test_better_words_replace_earlier_ones_and_the_person_is_known(spanish):
    person = make_user()
    operations.import_files(plans=files.plans_of(returned(spanish)), user=None)

    plans = files.plans_of(returned(spanish, {**QUECHUA, "Siéntense.": "Tiyaychik."}))
    count = operations.import_files(plans=plans, user=person)

    row = StringTranslation.objects.get(data="Tiyaychik.")
    assert (count, row.last_translated_by) == (1, person)
    assert not StringTranslation.objects.filter(data="Tiyaykuychik, ñañaykuna.").exists()


def test_a_text_that_changed_since_is_named_and_left_out(spanish):
    held = returned(spanish)
    spanish.title = "Escuchar con más calma"
    spanish.save_revision().publish()
    translation_of(spanish).source.update_from_db()

    plan = {one.name: one.plan for one in files.plans_of(held)}["programa/modulo/leccion-0.po"]

    assert [(one.path, one.text) for one in plan.unknown] == [("title", "Escuchar con calma")]
    assert plan.new == len(QUECHUA) - 1


@pytest.mark.parametrize("words", ["<p>Tiyaychik</p>", '<a id="a1">Tiyaychik</a>', "<b onclick=x>a</b>"])
def test_words_with_marks_that_cannot_stand_there_are_left_out(spanish, words):
    plans = files.plans_of(returned(spanish, {"Siéntense.": words}))

    assert [entry.text for one in plans for entry in one.plan.unfit] == ["Siéntense."]
    assert operations.import_files(plans=plans, user=None) == 0


def test_one_damaged_file_refuses_the_whole_archive_by_name_and_line(spanish):
    held = sent(spanish)
    name = "programa/modulo/leccion-0.po"
    text = filled(held[name], QUECHUA)
    line = text[: text.index("Thak uyariy")].count("\n") + 1
    damaged = {**held, name: text.replace('"Thak uyariy"', '"Thak uyariy')}

    with pytest.raises(files.FileRefused) as refused:
        files.plans_of(archive.packed(damaged))

    assert (refused.value.name, refused.value.cause.line) == (name, line)


def refusal_of(held):
    with pytest.raises(files.FileRefused) as refused:
        files.plans_of(archive.packed(held))
    assert isinstance(refused.value.cause, NotOurs)
    return refused.value.name, refused.value.cause.fault


def test_a_file_of_an_unknown_page_refuses_the_archive(spanish):
    held = sent(spanish)
    stranger = held["programa.po"].replace(str(translation_of(programme_of(spanish)).uuid), "no-such-page")

    assert refusal_of({**held, "programa.po": stranger}) == ("programa.po", Stranger.UNKNOWN)


def test_two_files_of_one_page_refuse_the_archive(spanish):
    text = sent(spanish)["programa.po"]

    assert refusal_of({"a.po": text, "b.po": text}) == ("b.po", Stranger.TWICE)


def queries_of(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_three_lessons_cost_no_more_questions_than_one(write):
    first, *_more = write(1)
    operations.open_slots()
    sent(first)
    one = queries_of(lambda: sent(first)), queries_of(lambda: files.plans_of(archive.packed(sent(first))))
    from_module = first.get_parent().specific
    more = [lesson_of(from_module, str, name=f"leccion-{number}") for number in (1, 2)]
    operations.open_slots()

    three = queries_of(lambda: sent(first)), queries_of(lambda: files.plans_of(archive.packed(sent(first))))

    assert len(sent(more[0])) == 5
    assert three == one
