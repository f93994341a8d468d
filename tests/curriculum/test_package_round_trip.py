"""A programme packed, thrown away and imported again is the same programme, to the byte."""

import io
import json

import pytest
from django.core.files.images import ImageFile
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page

from curriculum import operations, outline
from curriculum.interchange import entries, portrait
from curriculum.interchange.refusals import PackageRefused
from curriculum.models import LessonPage, LessonVersion, ModulePage, ProgrammePage, ProgrammeVersion, Right
from tests.builders.curriculum import (
    home_page,
    locale,
    make_image,
    make_lesson,
    make_module,
    make_programme,
    make_right,
)
from tests.curriculum.package_world import (
    counted,
    edited,
    empty_site,
    hashes,
    imported,
    make_world,
    opened,
    packed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def key(author):
    return make_world(author)


def test_round_trip_into_an_empty_site_gives_the_same_hashes(key, author):
    before, content = hashes(key), packed(key)
    frozen = set(ProgrammeVersion.objects.values_list("language", "number", "sha256", "created_at"))
    empty_site()

    imported(content, user=author)

    assert hashes(key) == before
    assert {code: outline.freeze(key, code).sha256 for code in before} == before
    assert set(ProgrammeVersion.objects.values_list("language", "number", "sha256", "created_at")) == frozen
    assert packed(key) == content


def test_second_import_changes_nothing(key):
    content = packed(key)
    empty_site()
    imported(content)
    before = counted()

    summary = imported(content)

    assert summary.changed_nothing
    assert counted() == before


def test_import_where_it_came_from_changes_nothing(key):
    before = counted()

    assert imported(packed(key)).changed_nothing
    assert counted() == before


def test_two_exports_give_the_same_bytes(key):
    assert packed(key) == packed(key)


def test_draft_stays_a_draft_and_a_draft_over_a_published_lesson_too(key):
    content = packed(key)
    empty_site()

    imported(content)

    draft, edited_page = LessonPage.objects.get(slug="borrador"), LessonPage.objects.get(slug="uno")
    assert (draft.live, edited_page.live, edited_page.has_unpublished_changes) == (False, True, True)
    assert (edited_page.title, edited_page.get_latest_revision_as_object().title) == ("Uno", "Uno, mejor")


def test_media_are_found_by_their_bytes_and_not_doubled(key):
    content = packed(key)
    empty_site()
    name = next(name for name in opened(content) if name.endswith(".png"))
    file = ImageFile(io.BytesIO(opened(content)[name]), name="otra.png")
    there = make_image(title="La misma mano", file=file)

    imported(content)

    assert [image.pk for image in get_image_model().objects.all()] == [there.pk]
    body = LessonPage.objects.get(slug="uno").body.get_prep_value()
    assert [part["value"]["image"] for part in body if part["type"] == "media"] == [there.pk, None]


def test_media_come_with_title_tags_and_description(key):
    content = packed(key)
    empty_site()

    imported(content)

    image = get_image_model().objects.get()
    assert (image.title, image.description, sorted(image.tags.names())) == (
        "Mano",
        "Una mano abierta",
        ["calma", "manos"],
    )


def test_edit_in_the_package_becomes_a_revision(key, author):
    content = packed(key)

    def retitle(values):
        values["content"]["title"] = "Otra, mejor"

    summary = imported(edited(content, "es/02-01-otra.json", retitle), user=author)

    page = LessonPage.objects.get(slug="otra")
    assert (summary.counts["changed"], page.title, page.latest_revision.user) == (1, "Otra, mejor", author)


def test_lesson_that_is_unpublished_in_the_package_is_unpublished_here(key):
    content = edited(packed(key), "es/02-01-otra.json", lambda page: page.update(live=False))

    imported(content)

    assert not LessonPage.objects.get(slug="otra").live
    assert imported(content).changed_nothing


def test_lessons_come_in_the_order_of_the_package_and_move_with_it(key):
    def move(values):
        values["modules"][1]["lessons"] += reversed(values["modules"][0]["lessons"])
        values["modules"][0]["lessons"] = []

    imported(edited(packed(key), "es/programme.json", move))

    second = ModulePage.objects.get(slug="dos")
    assert [page.slug for page in second.get_children()] == ["otra", "borrador", "uno"]


def test_new_order_in_the_package_becomes_the_order_here(key):
    imported(edited(packed(key), "es/programme.json", lambda top: top["modules"].reverse()))

    top = ProgrammePage.objects.get(locale=locale(), translation_key=key)
    assert [page.slug for page in top.get_children()] == ["dos", "vinculo"]


def test_page_that_the_package_does_not_hold_stays(key):
    content = packed(key)
    make_lesson(ModulePage.objects.get(slug="dos"), title="Nueva aquí", slug="nueva")

    assert imported(content).changed_nothing
    assert LessonPage.objects.get(slug="nueva").live


def test_taken_slug_is_named_and_nothing_is_written(key):
    content = packed(key)
    empty_site()
    make_programme(title="Ocupa", slug="crianza-de-prueba")
    before = counted()

    with pytest.raises(PackageRefused, match=r"es/programme\.json: slug: .*crianza-de-prueba"):
        imported(content)

    assert counted() == before


def test_lesson_of_another_programme_is_not_carried_off(key):
    content = packed(key)
    lesson_key = LessonPage.objects.get(slug="otra").translation_key
    empty_site()
    other = make_module(make_programme(title="Ajeno"))
    make_lesson(other, title="Ajena", translation_key=lesson_key)
    before = counted()

    with pytest.raises(PackageRefused, match=r"es/02-01-otra\.json: The page stands elsewhere"):
        imported(content)

    assert counted() == before


def test_right_that_the_site_wrote_itself_is_kept(key):
    content = packed(key)
    empty_site()
    own = make_right(title="Como lo decimos aquí")

    first, second = imported(content), imported(content)

    assert [right.pk for right in LessonPage.objects.get(slug="uno").rights.all()] == [own.pk]
    assert Right.objects.get().title == "Como lo decimos aquí"
    assert (first.counts["kept"], second.changed_nothing) == (1, True)


def test_version_number_that_is_taken_here_gets_the_next(key):
    content = packed(key)
    number = LessonVersion.objects.get(title="Otra").number
    empty_site()
    lesson_key = json.loads(opened(content)["es/02-01-otra.json"])["key"]
    page = make_lesson(make_module(make_programme(title="Ajeno")), title="Ajena", translation_key=lesson_key)
    outline.freeze(ProgrammePage.objects.get(title="Ajeno").translation_key, "es")
    page.delete()

    imported(content)

    numbers = LessonVersion.objects.filter(lesson_key=lesson_key).values_list("title", "number")
    assert sorted(numbers) == [("Ajena", number), ("Otra", number + 1)]


def test_mirror_of_a_lesson_stays_a_mirror(key):
    other = LessonPage.objects.get(slug="otra")
    top = ProgrammePage.objects.get(locale=locale("en"))
    module = make_module(
        top, title="Two", slug="two", translation_key=ModulePage.objects.get(slug="dos").translation_key
    )
    other.copy_for_translation(locale("en"), alias=True)
    before, content = hashes(key), packed(key)
    empty_site()

    imported(content)

    mirror = LessonPage.objects.child_of(ModulePage.objects.get(slug=module.slug)).get()
    assert mirror.alias_of.specific == LessonPage.objects.get(slug="otra", locale=locale())
    assert (hashes(key), packed(key), imported(content).changed_nothing) == (before, content, True)


def test_every_field_of_a_page_is_moved_or_left_out_on_purpose():
    own = {
        kind: {field.name for field in model._meta.local_fields + model._meta.local_many_to_many}
        for kind, model in portrait.MODELS.items()
    }

    for kind, names in own.items():
        moved = {*entries.PAGE_FIELDS, *entries.OWN_FIELDS[kind], *entries.CHOSEN[kind], "body"}
        assert names - moved == {"page_ptr"}


def test_load_after_an_import_does_not_write_over_what_was_edited(written, author):
    loaded = operations.load_programme(written, user=author).programme
    page = LessonPage.objects.get(slug="saludo", locale=locale())
    page.title = "Título de la psicóloga"
    page.save_revision(user=author).publish()
    content = packed(loaded.translation_key)
    empty_site()
    imported(content)

    assert operations.load_programme(written, user=author).changed_nothing
    assert LessonPage.objects.get(slug="saludo", locale=locale()).title == "Título de la psicóloga"
    assert packed(loaded.translation_key) == content


def test_commands_pack_and_import(key, tmp_path, author, capsys):
    target = tmp_path / "crianza.zip"
    call_command("export_programme", "crianza-de-prueba", str(target))
    empty_site()
    call_command("import_programme", str(target), user="autora")
    call_command("import_programme", str(target))

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Crianza de prueba: 9 pages in es, en, 5 versions"
    assert said[1] == "Crianza de prueba (es, en): 20 created"
    assert said[2] == "Crianza de prueba (es, en): 20 unchanged"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crianza.zip", "media"]


def test_commands_say_what_is_wrong(key, tmp_path):
    target = tmp_path / "nada.zip"
    with pytest.raises(CommandError, match="Nothing was exported. No programme has the slug nadie"):
        call_command("export_programme", "nadie", str(target))
    target.write_bytes(b"no zip")
    with pytest.raises(CommandError, match="Nothing was imported. The file is not a zip archive"):
        call_command("import_programme", str(target))
    with pytest.raises(CommandError, match="There is no user nadie"):
        call_command("import_programme", str(target), user="nadie")
    assert Page.objects.child_of(home_page()).exists()
