"""The admin's list of lessons: what narrows it, and that it shows nobody more than they may see."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from curriculum.models import LessonPage
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_lesson,
    make_module,
    make_programme,
    make_right,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def module(programme):
    return make_module(programme)


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def listed(client, **asked):
    """The titles in the list and in the part of it that is loaded while somebody types."""
    pages = [client.get(reverse(f"curriculum_lessons:{name}"), asked) for name in ("index", "index_results")]
    first, again = ([page.title for page in answer.context["object_list"]] for answer in pages)
    assert first == again
    return first


def tag(lesson, **chosen):
    for name, rows in chosen.items():
        setattr(lesson, name, rows)
    lesson.save_revision().publish()
    return lesson


@pytest.fixture
def three(programme, module):
    calm, limits = make_theme(), make_theme(slug="limites", name="Límites")
    contact, voice = make_right(), make_right(article="12", title="Ser oído")
    second = make_module(programme, title="Derechos", slug="derechos")
    tag(make_lesson(module, title="Uno", child_ages=["0-2"]), themes=[calm], rights=[contact])
    tag(make_lesson(module, title="Dos", child_ages=["0-2", "12-17"]), themes=[calm, limits], rights=[voice])
    tag(make_lesson(second, title="Tres", child_ages=["6-11"]), themes=[limits], rights=[voice])
    return {"calm": calm, "limits": limits, "voice": voice, "second": second}


@pytest.mark.parametrize(
    ("question", "answer", "titles"),
    [
        ("theme", "limits", {"Dos", "Tres"}),
        ("right", "voice", {"Dos", "Tres"}),
        ("module", "second", {"Tres"}),
    ],
)
def test_theme_right_and_module_narrow_the_list(desk, three, question, answer, titles):
    row = three[answer]
    value = {"theme": "slug", "right": "article"}.get(question, "pk")

    assert set(listed(desk, **{question: getattr(row, value)})) == titles


def test_age_and_programme_narrow_the_list(desk, three, programme):
    other = make_lesson(make_module(make_programme(title="Otra", slug="otra")), title="Ajena")

    assert set(listed(desk, age="0-2")) == {"Uno", "Dos"}
    assert set(listed(desk, age="2-17")) == {"Uno", "Dos", "Tres", other.title}
    assert set(listed(desk, programme=programme.pk)) == {"Uno", "Dos", "Tres"}


def test_a_theme_finds_its_lessons_in_every_language(desk, three):
    english = make_module(make_programme(title="Other", slug="other", locale=locale("en")))
    tag(
        make_lesson(english, title="Limits"),
        themes=[make_theme(slug="limites", name="Limits", locale=locale("en"))],
    )

    assert set(listed(desk, theme="limites")) == {"Dos", "Tres", "Limits"}
    assert listed(desk, theme="limites", locale="en") == ["Limits"]
    answer = desk.get(reverse("curriculum_lessons:index"))
    assert [row.slug for row in answer.context["filters"].form.fields["theme"].queryset] == [
        "escucha",
        "limites",
    ]


def test_state_narrows_the_list(desk, module):
    make_lesson(module, title="Borrador", live=False)
    changed = make_lesson(module, title="Viva")
    make_lesson(module, title="Tranquila")
    changed.save_revision()

    states = {state: set(listed(desk, state=state)) for state in ("live", "draft", "changed")}

    assert states == {"live": {"Viva", "Tranquila"}, "draft": {"Borrador"}, "changed": {"Viva"}}


def test_lessons_without_a_translation_are_listed(desk, module):
    make_lesson(module, title="Sola")
    done = make_lesson(module, title="Traducida")
    english = make_module(make_programme(title="Other", slug="other", locale=locale("en")))
    make_lesson(english, title="Translated", translation_key=done.translation_key)

    assert listed(desk, untranslated="en") == ["Sola"]
    assert listed(desk, untranslated="es") == []


def test_old_lessons_are_due_for_review(desk, module, settings):
    now = timezone.now()
    for title, days in (("Vieja", 400), ("Nueva", 3)):
        make_lesson(module, title=title, last_published_at=now - timedelta(days=days))

    assert listed(desk, due="true") == ["Vieja"]
    assert listed(desk, due="false") == ["Nueva"]
    settings.CURRICULUM_REVIEW_AFTER_DAYS = 2
    assert set(listed(desk, due="true")) == {"Vieja", "Nueva"}


@pytest.mark.parametrize("typed", ["ensenar", "Enseñar", "ronda nombres"])
def test_words_are_found_in_the_whole_plan(desk, module, typed):
    make_lesson(module, title="Enseñar", body=[make_activity(heading="Ronda de nombres")])
    make_lesson(module, title="Otra", body=[])

    assert listed(desk, q=typed) == ["Enseñar"]


def test_the_best_lesson_comes_first_and_filters_still_hold(desk, three, module):
    make_lesson(module, title="Cuatro", summary="Dos y dos.")

    assert listed(desk, q="dos") == ["Dos", "Cuatro"]
    assert listed(desk, q="dos", theme="limites") == ["Dos"]
    assert listed(desk, q="dos", ordering="title") == ["Cuatro", "Dos"]


def test_an_author_of_one_programme_sees_it_alone(client, visitor, programme, module):
    make_lesson(module, title="Propia")
    other = make_programme(title="Otra", slug="otra")
    make_lesson(make_module(other, title="Módulo ajeno"), title="Ajena")
    group = Group.objects.create(name="Una")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=programme, permission=change)
    visitor.groups.add(group)
    client.force_login(visitor)

    answer = client.get(reverse("curriculum_lessons:index"))

    assert [page.title for page in answer.context["object_list"]] == ["Propia"]
    assert "Ajena" not in answer.content.decode()
    assert "Módulo ajeno" not in answer.content.decode()
    assert listed(client, q="ajena") == []


def test_somebody_without_pages_is_turned_away(client, visitor):
    client.force_login(visitor)

    assert client.get(reverse("curriculum_lessons:index")).status_code == 403


@pytest.mark.parametrize("asked", [{}, {"q": "escuchar"}])
def test_the_list_takes_the_same_queries_for_one_lesson_and_for_three(desk, module, asked):
    address = reverse("curriculum_lessons:index")
    make_lesson(module)
    desk.get(address, asked)
    with CaptureQueriesContext(connection) as one:
        desk.get(address, asked)
    for number in (2, 3):
        make_lesson(module, title=f"Escuchar {number}")
    assert LessonPage.objects.count() == 3

    with CaptureQueriesContext(connection) as three:
        desk.get(address, asked)

    assert len(three) == len(one)


def test_the_menu_leads_to_the_list(desk):
    assert reverse("curriculum_lessons:index") in desk.get("/admin/").content.decode()
