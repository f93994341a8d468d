"""The report, the files and the editor in Wagtail's admin, for the people who may."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail_localize.models import StringTranslation, Translation

from cms.translation import archive, files, operations
from curriculum.models import LessonPage, Right
from tests.builders import make_posting, make_user
from tests.builders.curriculum import locale
from tests.builders.sites import make_editorial, make_member_of_staff
from tests.builders.translations import lesson_of

RIGHTS = "the list of rights"


@pytest.fixture
def editorial(languages):
    make_editorial()


@pytest.fixture
def psychologist(editorial):
    return make_member_of_staff(make_posting("psychologist"))


@pytest.fixture
def author(editorial):
    person = make_user()
    person.groups.add(Group.objects.get(name="authors"))
    return person


@pytest.fixture
def desk(client, psychologist):
    client.force_login(psychologist)
    return client


@pytest.fixture
def spanish(write, right):
    (lesson,), _english = write(english=True)
    operations.adopt_translations()
    operations.open_slots()
    return lesson


def programme_of(lesson):
    return lesson.get_parent().get_parent()


def translation_of(page, language):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def cells(client):
    """What the report says by title and language."""
    answer = client.get(reverse("translation:report"))
    with override("es"):
        names = {str(Right._meta.verbose_name_plural): RIGHTS}
    return {
        (names.get(row.title, row.title), cell.locale.language_code): (
            cell.standing.percent,
            str(cell.standing.state),
        )
        for row in answer.context["rows"]
        for cell in row.cells
    }


def test_the_report_says_how_far_each_page_is_in_every_language(desk, spanish):
    assert cells(desk) == {
        ("Programa", "en"): (100, "live"),
        ("Programa", "quy"): (0, "absent"),
        ("Módulo", "en"): (100, "live"),
        ("Módulo", "quy"): (0, "absent"),
        ("Escuchar con calma", "en"): (100, "live"),
        ("Escuchar con calma", "quy"): (0, "absent"),
        (RIGHTS, "en"): (100, "live"),
        (RIGHTS, "quy"): (0, "absent"),
    }


def test_the_report_names_an_original_that_changed(desk, spanish):
    spanish.summary = "Otra cosa."
    spanish.save_revision().publish()

    page = desk.get(reverse("translation:report")).content.decode()

    sync = reverse("wagtail_localize:update_translations", args=[translation_of(spanish, "en").source_id])
    assert page.count(sync) == 2


def new_words(client):
    """The pages whose published translation lacks words."""
    rows = client.get(reverse("translation:report")).context["rows"]
    return [row.title for row in rows for cell in row.cells if cell.standing.has_new_words]


def test_the_report_names_words_that_readers_do_not_see_yet(
    desk, spanish, django_capture_on_commit_callbacks
):
    translation = translation_of(spanish, "en")
    adopted = new_words(desk)
    place = translation.source.stringsegment_set.get(context__path="title")
    operations.write_words(translation=translation, words={(place.string_id, place.context_id): "Listen"})
    written = new_words(desk)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    assert (adopted, written, new_words(desk)) == ([], ["Escuchar con calma"], [])


def queries_of(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_three_lessons_cost_the_report_no_more_questions_than_one(desk, spanish):
    address = reverse("translation:report")
    desk.get(address)
    one = queries_of(lambda: desk.get(address))
    for number in (1, 2):
        lesson_of(spanish.get_parent().specific, str, name=f"leccion-{number}")
    operations.open_slots()

    assert queries_of(lambda: desk.get(address)) == one
    assert len(desk.get(address).context["rows"]) >= 5


def test_the_report_is_in_the_menu_of_reports_for_those_who_write(desk, client, spanish, author, editorial):
    link = reverse("translation:report")
    coordinator = make_member_of_staff(make_posting("coordinator"))

    assert link in desk.get("/admin/").content.decode()
    client.force_login(author)
    assert client.get(link).status_code == 200
    client.force_login(coordinator)
    assert client.get(link).status_code == 302
    assert link not in client.get("/admin/").content.decode()


def upload(name, held):
    return {"file": SimpleUploadedFile(name, held)}


def test_a_programme_goes_out_as_a_zip(desk, spanish):
    answer = desk.get(reverse("translation:programme_files", args=[programme_of(spanish).pk, "quy"]))

    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert answer["Content-Disposition"] == 'attachment; filename="programa-quy.zip"'
    assert "programa/modulo/leccion-0.po" in names


def test_a_programme_goes_out_in_languages_of_translation_alone(desk, spanish):
    assert (
        desk.get(reverse("translation:programme_files", args=[programme_of(spanish).pk, "es"])).status_code
        == 404
    )


def filled(spanish):
    held = files.files_of(programme_of(spanish), locale("quy"))
    name = "programa/modulo/leccion-0.po"
    return {**held, name: held[name].replace('calma"\nmsgstr ""', 'calma"\nmsgstr "Thak uyariy"', 1)}


def test_a_zip_is_looked_at_first_and_then_taken_in(desk, spanish, psychologist):
    address = reverse("translation:take_in")
    looked = desk.post(address, upload("quy.zip", archive.packed(filled(spanish))))
    before = StringTranslation.objects.filter(locale=locale("quy")).count()

    answer = desk.post(address, {"held": looked.context["confirm"]["held"].value()}, follow=True)

    row = StringTranslation.objects.get(locale=locale("quy"))
    assert (before, looked.context["texts"]) == (0, 1)
    assert (row.data, row.last_translated_by) == ("Thak uyariy", psychologist)
    assert [str(one) for one in answer.context["messages"]] != []
    assert cells(desk)[("Escuchar con calma", "quy")] == (4, "absent")


@pytest.mark.parametrize("held", [b"", b"hola", b"PK\x03\x04"])
def test_what_is_no_zip_is_refused_with_a_sentence(desk, spanish, held):
    answer = desk.post(reverse("translation:take_in"), upload("quy.zip", held))

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_a_damaged_file_in_the_zip_is_named(desk, spanish):
    held = {**filled(spanish), "programa.po": 'msgid "x\nmsgstr ""'}

    answer = desk.post(reverse("translation:take_in"), upload("quy.zip", archive.packed(held)))

    (sentence,) = answer.context["form"].errors["file"]
    assert "programa.po" in sentence
    assert not StringTranslation.objects.filter(locale=locale("quy")).exists()


def test_bytes_that_did_not_arrive_whole_are_refused(desk, spanish):
    answer = desk.post(reverse("translation:take_in"), {"held": "%%%"})

    assert answer.status_code == 302
    assert not StringTranslation.objects.filter(locale=locale("quy")).exists()


def test_an_author_takes_in_no_zip(client, author, spanish):
    client.force_login(author)

    assert client.post(reverse("translation:take_in"), upload("x.zip", b"")).status_code in (302, 403)
    assert client.get(reverse("translation:take_in")).status_code in (302, 403)


def page_addresses(spanish, language="en"):
    number = translation_of(spanish, language).pk
    return [
        reverse(f"wagtail_localize:{name}", args=[number]) for name in ("download_pofile", "upload_pofile")
    ]


def told(answer):
    return [str(one) for one in answer.context["messages"]]


def test_the_editors_button_gives_and_takes_the_file_of_one_page(desk, spanish):
    download, send = page_addresses(spanish)
    held = desk.get(download).content
    changed = held.replace(b'msgstr "The idea"', b'msgstr "The thought"')

    answer = desk.post(send, upload("en.po", changed), follow=True)

    assert StringTranslation.objects.filter(data="The thought").exists()
    assert len(told(answer)) == 1


def test_the_editors_button_names_the_damaged_line(desk, spanish):
    download, send = page_addresses(spanish)
    held = desk.get(download).content.replace(b'msgstr "The idea"', b'msgstr "The idea')
    line = held[: held.index(b'msgstr "The idea')].count(b"\n") + 1

    (sentence,) = told(desk.post(send, upload("en.po", held), follow=True))

    assert str(line) in sentence


def test_a_translation_that_nobody_has_begun_has_no_file_yet(desk, spanish):
    download, send = page_addresses(spanish, "quy")

    assert (desk.get(download).status_code, desk.post(send).status_code) == (404, 404)


@pytest.mark.parametrize("held", [b"", b'msgid ""\nmsgstr ""\n', b"\xff\xfe"])
def test_the_editors_button_refuses_what_is_no_file_of_words(desk, spanish, held):
    answer = desk.post(page_addresses(spanish)[1], upload("en.po", held) if held else {}, follow=True)

    assert answer.status_code == 200
    assert len(told(answer)) == 1


def test_the_file_of_another_page_is_refused(desk, spanish):
    other = desk.get(page_addresses(programme_of(spanish))[0]).content

    (sentence,) = told(desk.post(page_addresses(spanish)[1], upload("en.po", other), follow=True))

    assert sentence
    assert StringTranslation.objects.filter(data="The idea").exists()


def test_an_author_translates_but_does_not_begin_translations(client, author, spanish):
    client.force_login(author)
    english = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("en"))

    assert client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 200
    assert client.get(page_addresses(spanish)[0]).status_code == 200
    begin = client.get(reverse("wagtail_localize:submit_page_translation", args=[spanish.pk]))
    assert begin.status_code in (302, 403)


def test_the_editor_refuses_to_publish_a_page_without_its_own_title(desk, spanish):
    translation = translation_of(spanish, "quy")
    translation.enabled = True
    translation.save()
    translation.save_target(publish=False)
    page = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("quy"))

    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True)

    assert len(told(answer)) == 1
    assert not LessonPage.objects.get(pk=page.pk).live


def test_beginning_a_translation_publishes_nothing_and_keeps_the_files_valid(desk, spanish):
    before = translation_of(spanish, "quy").uuid
    address = reverse("wagtail_localize:submit_page_translation", args=[spanish.pk])

    desk.post(address, {"locales": [locale("quy").pk]})

    page = LessonPage.objects.get(translation_key=spanish.translation_key, locale=locale("quy"))
    assert not page.live
    assert translation_of(spanish, "quy").uuid == before
    assert translation_of(spanish, "quy").enabled


def test_the_commands_send_look_and_take_in(spanish, tmp_path, capsys):
    path = tmp_path / "quy.zip"
    call_command("export_translations", "programa", "quy", str(path))
    path.write_bytes(archive.packed(filled(spanish)))

    call_command("import_translations", str(path))
    looked = StringTranslation.objects.filter(locale=locale("quy")).count()
    call_command("import_translations", str(path), "--write")

    assert looked == 0
    assert StringTranslation.objects.get(locale=locale("quy")).data == "Thak uyariy"


@pytest.mark.parametrize(
    "arguments",
    [
        ("export_translations", "otro", "quy", "x.zip"),
        ("export_translations", "programa", "es", "x.zip"),
        ("export_translations", "programa", "fr", "x.zip"),
        ("import_translations", "no-such-file.zip"),
        ("import_translations", __file__),
    ],
)
def test_the_commands_say_why_not(spanish, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError):
        call_command(*arguments)

    assert list(tmp_path.iterdir()) == []


def test_adopting_by_command_tells_what_did_not_fit(write, capsys):
    _spanish, (english,) = write(english=True)
    text = english.body[0].block.child_blocks["text"]
    english.body[0].value["text"] = text.to_python("<p>One only.</p>")
    english.save_revision().publish()

    call_command("adopt_translations")

    said = capsys.readouterr().out
    assert f"Listening calmly (en): body.{english.body[0].id}.text" in said


# The package's own report pages through rows that it does not order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_open_slots_break_no_screen_of_the_package(desk, spanish):
    source = translation_of(spanish, "en").source_id
    screens = [
        reverse("wagtail_localize:translations_report"),
        reverse("wagtail_localize:update_translations", args=[source]),
        reverse("wagtailadmin_explore", args=[spanish.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[spanish.pk]),
    ]

    assert {desk.get(screen).status_code for screen in screens} == {200}


def test_bringing_over_and_publishing_at_once_leaves_a_slot_a_slot(
    desk, spanish, django_capture_on_commit_callbacks
):
    spanish.summary = "Otra sesión."
    spanish.save_revision().publish()
    address = reverse("wagtail_localize:update_translations", args=[translation_of(spanish, "en").source_id])

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"publish_translations": "on"})

    languages = spanish.get_translations().values_list("locale__language_code", flat=True)
    assert list(languages) == ["en"]
    assert cells(desk)[("Escuchar con calma", "en")] == (95, "live")
    assert cells(desk)[("Escuchar con calma", "quy")] == (0, "absent")
