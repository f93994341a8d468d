"""Loading a programme: all or nothing, twice without a change, and revisions for what changed."""

import pytest
from django.core.management import CommandError, call_command

from curriculum import operations
from curriculum.manuscript import ManuscriptError
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Right
from tests.builders.curriculum import make_programme
from tests.curriculum.test_manuscript import LESSON, change

pytestmark = pytest.mark.django_db


def lesson():
    return LessonPage.objects.get(slug="saludo")


def revisions():
    return sum(page.revisions.count() for page in LessonPage.objects.all())


def test_first_load_publishes_everything(written, author):
    summary = operations.load_programme(written, user=author)

    page = lesson()
    assert dict(summary.counts) == {"created": 9}
    assert [page.title for page in LessonPage.objects.live().order_by("path")] == [
        "El saludo",
        "La escucha",
        "El cierre",
    ]
    assert [goal.text for goal in page.goals.all()] == [
        "Cada madre o padre tiene un saludo.",
        "Cada madre o padre lo practica.",
    ]
    assert [material.note for material in page.materials.all()] == ["Solo papel."]
    assert sorted(right.article for right in page.rights.all()) == ["12", "9.3"]
    assert (page.child_ages, page.locale.language_code) == (["0-2", "6-11"], "es")
    assert [block.block_type for block in page.body] == ["prose", "activity", "discussion", "handout"]
    assert page.latest_revision.user == author


def test_second_load_changes_nothing(written, author):
    operations.load_programme(written, user=author)
    before = revisions()

    summary = operations.load_programme(written, user=author)

    assert summary.changed_nothing
    assert dict(summary.counts) == {"unchanged": 9}
    assert revisions() == before


def test_changed_file_makes_a_new_published_revision(written, author):
    operations.load_programme(written, user=author)
    change(written, LESSON, 'goals = ["Cada madre o padre tiene un saludo.", ', "goals = [")
    change(written, LESSON, 'title = "El saludo"', 'title = "Nuestro saludo"')

    summary = operations.load_programme(written, user=author)

    page = lesson()
    assert dict(summary.counts) == {"changed": 1, "unchanged": 8}
    assert (page.title, page.live, page.has_unpublished_changes) == ("Nuestro saludo", True, False)
    assert [goal.text for goal in page.goals.all()] == ["Cada madre o padre lo practica."]
    assert page.revisions.count() == 2


def test_edit_in_wagtail_stays_until_the_file_changes(written, author):
    operations.load_programme(written, user=author)
    page = lesson()
    page.title = "Título de la psicóloga"
    page.save_revision(user=author)

    operations.load_programme(written, user=author)
    assert lesson().latest_revision.as_object().title == "Título de la psicóloga"

    change(written, LESSON, "Un saludo propio.", "Un saludo muy propio.")
    operations.load_programme(written, user=author)
    assert lesson().title == "El saludo"
    assert [revision.content["title"] for revision in lesson().revisions.order_by("pk")] == [
        "El saludo",
        "Título de la psicóloga",
        "El saludo",
    ]


def test_mistake_in_one_file_loads_nothing(written, author):
    change(written, LESSON, "minutes = 40", "minutes = 41")

    with pytest.raises(ManuscriptError):
        operations.load_programme(written, user=author)

    assert (ProgrammePage.objects.count(), Right.objects.count()) == (0, 0)


def test_failure_half_way_leaves_nothing(written, author):
    make_programme(slug="programa-breve", title="Ocupa el lugar")

    with pytest.raises(ManuscriptError, match=r"programme\.toml: slug: "):
        operations.load_programme(written, user=author)

    assert (ProgrammePage.objects.count(), Right.objects.count()) == (1, 0)


def test_new_order_of_files_becomes_the_order_of_pages(written, author):
    operations.load_programme(written, user=author)
    (written / LESSON).rename(written / "1-primero" / "3-saludo.toml")

    operations.load_programme(written, user=author)

    module = ModulePage.objects.get(slug="primero")
    assert [page.slug for page in module.get_children()] == ["escucha", "saludo"]


def test_lesson_moves_with_its_file(written, author):
    operations.load_programme(written, user=author)
    (written / LESSON).rename(written / "2-segundo" / "2-saludo.toml")

    operations.load_programme(written, user=author)

    assert lesson().get_parent().slug == "segundo"
    assert lesson().url_path.endswith("/segundo/saludo/")


def test_language_that_the_site_lacks_is_refused(written, author):
    change(written, "programme.toml", 'language = "es"', 'language = "fr"')

    with pytest.raises(operations.UnknownLanguage):
        operations.load_programme(written, user=author)


def test_command_says_what_it_did(written, author, capsys):
    call_command("load_programme", str(written), user="autora")
    call_command("load_programme", str(written))

    assert capsys.readouterr().out.splitlines() == [
        "Programa breve: 9 created",
        "Programa breve: 9 unchanged",
    ]


def test_command_names_every_mistake(written, author):
    change(written, LESSON, "minutes = 40", "minutes = 41")

    with pytest.raises(CommandError, match="(?s)Nothing was loaded.*minutes: says 41"):
        call_command("load_programme", str(written))


def test_command_refuses_an_unknown_user(written, author):
    with pytest.raises(CommandError, match="There is no user nadie"):
        call_command("load_programme", str(written), user="nadie")
