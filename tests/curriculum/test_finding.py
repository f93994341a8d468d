"""Finding a lesson from a programme's page: words, theme, article and age, and no secret ever."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from curriculum import finding
from curriculum.models import LessonPage
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_handout,
    make_lesson,
    make_module,
    make_programme,
    make_prose,
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


def tag(lesson, **chosen):
    """Give a lesson its themes and rights."""
    for name, rows in chosen.items():
        setattr(lesson, name, rows)
    lesson.save_revision().publish()
    return lesson


def found(client, programme, **asked):
    """The titles that the page lists, in its order."""
    return [hit.lesson.title for hit in client.get(f"{programme.url}find/", asked).context["found"].hits]


def texts(client, programme, **asked):
    return client.get(f"{programme.url}find/", asked).content.decode()


@pytest.mark.parametrize("typed", ["ensenar", "ENSEÑAR", "enseñar con niños", "nin ensen"])
def test_accents_and_capitals_are_ignored(client, programme, module, typed):
    make_lesson(module, title="Enseñar con calma", summary="Para niños de toda edad.")
    make_lesson(module, title="Reglas claras")

    assert found(client, programme, words=typed) == ["Enseñar con calma"]


def test_titles_come_before_summaries_and_texts(client, programme, module):
    make_lesson(module, title="Primera", body=[make_prose(text="<p>Escribir una carta.</p>")])
    make_lesson(module, title="Segunda", summary="Una carta a casa.")
    make_lesson(module, title="La carta")

    assert found(client, programme, words="carta") == ["La carta", "Segunda", "Primera"]


def test_what_is_inside_is_shown_around_the_word(client, programme, module):
    make_lesson(module, title="Cartas", body=[make_prose(text="<p>Pinten un puente de papel.</p>")])

    assert "Pinten un puente de papel." in texts(client, programme, words="papel")
    assert "Pinten un puente de papel." not in texts(client, programme, words="cartas")


def test_words_of_lists_and_goals_are_found(client, programme, module):
    steps = ["<p>Formen un círculo.</p>"]
    make_lesson(
        module, goals=("Nombrar tres cualidades.",), body=[make_activity(audience="both", steps=steps)]
    )

    assert found(client, programme, words="circulo") == ["Escuchar"]
    assert found(client, programme, words="cualidades") == ["Escuchar"]


@pytest.mark.parametrize("code", ["participant", "whole", "must", "opening"])
def test_names_of_choices_are_no_words(client, programme, module, code):
    make_lesson(module, body=[make_activity(audience="participant", keep="must")])

    assert found(client, programme, words=code) == []


@pytest.fixture
def three(module):
    calm, limits = make_theme(), make_theme(slug="limites", name="Límites")
    contact, voice = make_right(), make_right(article="12", title="Ser oído")
    tag(make_lesson(module, title="Uno", child_ages=["0-2"]), themes=[calm], rights=[contact])
    tag(make_lesson(module, title="Dos", child_ages=["0-2", "6-11"]), themes=[calm, limits], rights=[voice])
    return tag(make_lesson(module, title="Tres", child_ages=["6-11"]), themes=[limits], rights=[voice])


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Uno", "Dos", "Tres"]),
        ({"theme": "limites"}, ["Dos", "Tres"]),
        ({"article": "12", "age": "0-2"}, ["Dos"]),
        ({"age": "6-11", "words": "tres"}, ["Tres"]),
        ({"theme": "no-existe"}, []),
        ({"words": "¿?"}, []),
        ({"utm": "x", "theme": ""}, ["Uno", "Dos", "Tres"]),
    ],
)
def test_questions_narrow_each_other(client, programme, three, asked, titles):
    assert found(client, programme, **asked) == titles


def test_only_answers_of_this_programme_are_offered(client, programme, three):
    make_theme(slug="otro", name="Otro tema")

    asked = client.get(f"{programme.url}find/", {"article": "12"}).context["found"]

    assert [choice.words for choice in asked.themes] == ["Escucha", "Límites"]
    assert [(choice.value, choice.is_chosen) for choice in asked.rights] == [("9.3", False), ("12", True)]
    assert [choice.value for choice in asked.ages] == ["0-2", "6-11"]


def test_nothing_found_says_what_to_try(client, programme, module):
    make_lesson(module)

    page = texts(client, programme, words="inexistente")

    assert f'href="{programme.url}find/"' in page
    assert 'value="inexistente"' in page


def test_drafts_and_other_programmes_are_not_found(client, programme, module):
    make_lesson(module, title="Escondida", live=False)
    make_lesson(make_module(make_programme(title="Otra", slug="otra")), title="Ajena")
    english = make_programme(title="Other", slug="other", locale=locale("en"))
    make_lesson(make_module(english), title="Listening")

    assert found(client, programme) == []
    assert found(client, english, words="listen") == ["Listening"]


SECRET, OPEN = "canariosecreto", "canarioabierto"


@pytest.fixture
def guarded(module):
    body = [
        make_activity(heading=f"{SECRET}uno"),
        make_prose(audience="facilitator", text=f"<p>{SECRET}dos</p>"),
        make_activity(audience="both", checklist=f"{SECRET}tres", steps=[f"<p>{OPEN}uno</p>"]),
        make_handout(text=f"<p>{OPEN}dos</p>"),
    ]
    return make_lesson(module, body=body, materials=[f"{SECRET}cuatro"])


@pytest.mark.parametrize("who", ["anonymous", "visitor"])
def test_what_only_facilitators_read_is_neither_searched_nor_shown(client, programme, guarded, request, who):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    seen = [found(client, programme, words=word) for word in (SECRET, f"{SECRET}uno", f"{SECRET}dos")]
    answer = client.get(f"{programme.url}find/", {"words": OPEN})

    assert seen == [[], [], []]
    assert [hit.excerpt for hit in answer.context["found"].hits] == [f"{OPEN}uno"]
    assert SECRET not in answer.content.decode()


def test_facilitators_find_their_own_text_and_no_cache_keeps_it(client, programme, guarded, guide_reader):
    client.force_login(guide_reader)

    answer = client.get(f"{programme.url}find/", {"words": f"{SECRET}dos"})

    assert [hit.excerpt for hit in answer.context["found"].hits] == [f"{SECRET}dos"]
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_lessons_behind_a_closed_door_are_not_told(client, programme, module, visitor):
    make_lesson(module, title="Abierta")
    shut = make_lesson(module, title="Cerrada")
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    team = make_module(programme, title="Equipo", slug="equipo")
    make_lesson(team, title="Interna")
    PageViewRestriction.objects.create(page=team, restriction_type="groups").groups.add(
        Group.objects.create(name="Equipo")
    )

    assert found(client, programme) == ["Abierta"]
    client.force_login(visitor)
    assert found(client, programme) == ["Abierta", "Cerrada"]


def test_a_programme_behind_a_door_is_searched_by_whom_it_lets_in(client, programme, module, visitor):
    make_lesson(module)
    PageViewRestriction.objects.create(page=programme, restriction_type="login")

    assert client.get(f"{programme.url}find/").status_code == 302
    client.force_login(visitor)
    assert found(client, programme) == ["Escuchar"]


def test_finding_takes_the_same_queries_for_one_lesson_and_for_three(client, programme, module):
    calm, right = make_theme(), make_right()
    tag(make_lesson(module), themes=[calm], rights=[right])
    client.get(f"{programme.url}find/")
    with CaptureQueriesContext(connection) as one:
        assert len(found(client, programme, words="escuchar")) == 1
    for number in (2, 3):
        tag(make_lesson(module, title=f"Escuchar {number}"), themes=[calm], rights=[right])

    with CaptureQueriesContext(connection) as three:
        assert len(found(client, programme, words="escuchar")) == 3

    assert len(three) == len(one)


def test_the_programme_asks_for_words_and_leads_to_every_question(client, programme):
    page = client.get(programme.url).content.decode()

    assert f'action="{programme.url}find/"' in page
    assert f'href="{programme.url}find/"' in page


@pytest.mark.parametrize("typed", ["ensen", "Enseñ", "enseñar ninos"])
def test_wagtails_own_choosers_ignore_accents_too(programme, typed):
    page = make_lesson(make_module(programme, title="Enseñar a los niños"), title="Enseñar a los niños")

    assert {hit.pk for hit in Page.objects.autocomplete(typed)} == {page.pk, page.get_parent().pk}
    assert [hit.pk for hit in LessonPage.objects.search("ensenar ninos")] == [page.pk]


def test_the_whole_plan_is_searched_for_its_writers(guarded):
    assert finding.with_words(LessonPage.objects.all(), f"{SECRET}uno") == [guarded.pk]
