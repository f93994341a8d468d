"""Loading a programme: all or nothing, twice without a change, and revisions for what changed."""

import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Page

from curriculum import operations
from curriculum.manuscript import ManuscriptError
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Right
from tests.builders.curriculum import home_page, locale, make_programme
from tests.curriculum.test_manuscript import LESSON, change

pytestmark = pytest.mark.django_db


PARTS = ["prose", "opening", "role_play", "discussion", "homework", "safeguarding", "handout", "sources"]


def lesson(language="es"):
    return LessonPage.objects.get(slug="saludo", locale__language_code=language)


def revisions():
    return sum(page.revisions.count() for page in LessonPage.objects.all())


@pytest.fixture
def untranslated(written):
    shutil.rmtree(written / "translations")
    return written


def test_first_load_publishes_everything(written, author):
    summary = operations.load_programme(written, user=author)

    page = lesson()
    spanish = LessonPage.objects.live().filter(locale__language_code="es")
    assert dict(summary.counts) == {"created": 9}
    assert [page.title for page in spanish.order_by("path")] == ["El saludo", "La escucha", "El cierre"]
    assert [goal.text for goal in page.goals.all()] == [
        "Cada madre o padre tiene un saludo.",
        "Cada madre o padre lo practica.",
    ]
    assert [material.note for material in page.materials.all()] == ["Solo papel."]
    assert sorted(right.article for right in page.rights.all()) == ["12", "9.3"]
    assert (page.child_ages, page.locale.language_code) == (["0-2", "6-11"], "es")
    assert [block.block_type for block in page.body] == PARTS
    assert page.latest_revision.user == author


def test_second_load_changes_nothing(written, author):
    operations.load_programme(written, user=author)
    before = revisions()

    summary = operations.load_programme(written, user=author)

    assert summary.changed_nothing
    assert dict(summary.counts) == {"unchanged": 9}
    assert revisions() == before


def test_changed_file_makes_a_new_published_revision(untranslated, author):
    operations.load_programme(untranslated, user=author)
    change(untranslated, LESSON, 'goals = ["Cada madre o padre tiene un saludo.", ', "goals = [")
    change(untranslated, LESSON, 'title = "El saludo"', 'title = "Nuestro saludo"')

    summary = operations.load_programme(untranslated, user=author)

    page = lesson()
    assert dict(summary.counts) == {"changed": 1, "unchanged": 8}
    assert (page.title, page.live, page.has_unpublished_changes) == ("Nuestro saludo", True, False)
    assert [goal.text for goal in page.goals.all()] == ["Cada madre o padre lo practica."]
    assert page.revisions.count() == 2


def test_edit_in_wagtail_stays_until_the_file_changes(untranslated, author):
    operations.load_programme(untranslated, user=author)
    page = lesson()
    page.title = "Título de la psicóloga"
    page.save_revision(user=author)

    operations.load_programme(untranslated, user=author)
    assert lesson().latest_revision.as_object().title == "Título de la psicóloga"

    change(untranslated, LESSON, "Un saludo propio.", "Un saludo muy propio.")
    operations.load_programme(untranslated, user=author)
    assert lesson().title == "El saludo"
    assert [revision.content["title"] for revision in lesson().revisions.order_by("pk")] == [
        "El saludo",
        "Título de la psicóloga",
        "El saludo",
    ]


def test_mistake_in_one_file_loads_nothing(untranslated, author):
    change(untranslated, LESSON, "minutes = 60", "minutes = 61")

    with pytest.raises(ManuscriptError):
        operations.load_programme(untranslated, user=author)

    assert (ProgrammePage.objects.count(), Right.objects.count()) == (0, 0)


def test_failure_half_way_leaves_nothing(written, author):
    make_programme(slug="programa-breve", title="Ocupa el lugar")

    with pytest.raises(ManuscriptError, match=r"programme\.toml: slug: "):
        operations.load_programme(written, user=author)

    assert (ProgrammePage.objects.count(), Right.objects.count()) == (1, 0)


def test_new_order_of_files_becomes_the_order_of_pages(untranslated, author):
    operations.load_programme(untranslated, user=author)
    (untranslated / LESSON).rename(untranslated / "1-primero" / "3-saludo.toml")

    operations.load_programme(untranslated, user=author)

    module = ModulePage.objects.get(slug="primero")
    assert [page.slug for page in module.get_children()] == ["escucha", "saludo"]


def test_lesson_moves_with_its_file(untranslated, author):
    operations.load_programme(untranslated, user=author)
    (untranslated / LESSON).rename(untranslated / "2-segundo" / "2-saludo.toml")

    operations.load_programme(untranslated, user=author)

    assert lesson().get_parent().slug == "segundo"
    assert lesson().url_path.endswith("/segundo/saludo/")


def test_language_that_the_site_lacks_is_refused(written, author):
    change(written, "programme.toml", 'language = "es"', 'language = "fr"')

    with pytest.raises(operations.UnknownLanguage):
        operations.load_programme(written, user=author)


def test_command_says_what_it_did_in_each_language(written, author, capsys):
    shutil.copytree(written / "translations" / "en", written / "translations" / "fr")
    change(written, "translations/fr/programme.toml", 'language = "en"', 'language = "fr"')

    call_command("load_programme", str(written), user="autora")
    call_command("load_programme", str(written))

    assert capsys.readouterr().out.splitlines() == [
        "es: Programa breve: 9 created",
        "en: Short programme: 5 created",
        "fr: left out, it is not a language of this site",
        "es: Programa breve: 9 unchanged",
        "en: Short programme: 5 unchanged",
        "fr: left out, it is not a language of this site",
    ]


def test_command_checks_files_without_loading_them(written, capsys):
    with override("en"):
        call_command("load_programme", str(written), check=True)

    told = capsys.readouterr().out.splitlines()
    assert f"{LESSON}: Mark one activity as the closing." in told
    assert told[-1] == "The files can be loaded: es, en."
    assert ProgrammePage.objects.count() == 0


def test_command_names_every_mistake(untranslated, author):
    change(untranslated, LESSON, "minutes = 60", "minutes = 61")

    with pytest.raises(CommandError, match="(?s)Nothing was loaded.*minutes: says 61"):
        call_command("load_programme", str(untranslated))


def test_command_refuses_an_unknown_user(written, author):
    with pytest.raises(CommandError, match="There is no user nadie"):
        call_command("load_programme", str(written), user="nadie")


def keys(page):
    """What must be the same of a lesson in every language."""
    blocks = [(block["type"], block["id"], marks(block["value"])) for block in page.body.get_prep_value()]
    children = [[str(row.translation_key) for row in rows.all()] for rows in (page.goals, page.materials)]
    return page.translation_key, page.slug, blocks, children


def marks(value):
    return [
        item["id"] for items in value.values() if isinstance(items, list) for item in items if "id" in item
    ]


def test_translation_stands_in_the_same_tree_of_its_own_language(written, author):
    summary = operations.load_programme(written, user=author)

    (english,) = summary.translations
    spanish, translated = lesson(), lesson("en")
    home = english.programme.get_parent()
    assert (english.language, english.programme.title) == ("en", "Short programme")
    assert home.translation_key == summary.programme.get_parent().translation_key
    assert home.locale.language_code == "en"
    assert [page.title for page in english.programme.get_children().live()] == ["First"]
    assert translated.get_parent().slug == "primero"
    assert translated.title == "The greeting"
    assert keys(translated) == keys(spanish)
    assert [right.title for right in translated.rights.all()] == ["Being heard"]
    assert [goal.text for goal in translated.goals.all()][0] == "Every parent has a greeting."


def test_right_that_is_translated_later_reaches_its_lesson(written, author):
    operations.load_programme(written, user=author)
    with (written / "translations" / "en" / "rights.toml").open("a", encoding="utf-8") as file:
        file.write('[[right]]\narticle = "9.3"\ntitle = "Contact"\nplain = "Seeing each other."\n')

    summary = operations.load_programme(written, user=author)

    assert dict(summary.translations[0].counts) == {"created": 1, "changed": 1, "unchanged": 4}
    assert sorted(right.title for right in lesson("en").rights.all()) == ["Being heard", "Contact"]
    assert not summary.changed_nothing


def test_mirror_of_the_source_becomes_the_translation(written, author):
    translations = written / "translations"
    translations.rename(written / "later")
    operations.load_programme(written, user=author)
    lesson().copy_for_translation(locale("en"), copy_parents=True, alias=True)
    (written / "later").rename(translations)

    operations.load_programme(written, user=author)

    assert (lesson("en").alias_of, lesson("en").title) == (None, "The greeting")
    assert ProgrammePage.objects.filter(locale=locale("en")).count() == 1


def test_loading_in_one_language_asks_for_no_second_home(untranslated, author):
    operations.load_programme(untranslated, user=author)

    assert not Page.objects.filter(locale__language_code="en").exists()


def test_source_and_translation_stand_side_by_side_below_a_home_in_the_translations_language(written, author):
    Page.objects.filter(pk=home_page().pk).update(locale=locale("en"))

    for _time in range(2):
        summary = operations.load_programme(written, user=author)

    assert [page.slug for page in home_page().get_children()] == ["programa-breve", "programa-breve-en"]
    assert [page.slug for page in home_page().get_children().last().get_children()] == ["primero"]
    assert summary.changed_nothing
    assert Page.objects.filter(depth=2).count() == 1
