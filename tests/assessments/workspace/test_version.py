"""The screens of a newer version: what changed, what a move would do, the move, and the way back."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Revision

from assessments import scope
from assessments.access import operations as access
from assessments.models import Cohort, VersionMove
from curriculum.models import LessonPage, ModulePage
from tests.assessments.sessions.moving_world import add_lesson, make_workshop, page, rename
from tests.builders import make_cohort, make_enrolment, make_posting
from tests.builders.certificates import change, make_attendance, make_graduate
from tests.builders.sites import make_member_of_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture(autouse=True)
def in_english(client):
    """Words are asserted as they are written in the code."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def workshop():
    return make_workshop()


@pytest.fixture
def visitor(client, workshop):
    client.force_login(workshop.coordinator)
    return client


def cohort_page(workshop):
    return reverse("assessments:cohort_page", args=[workshop.cohort.pk])


def address(workshop):
    return reverse("assessments:cohort_version", args=[workshop.cohort.pk])


def confirmation(answer):
    fields = re.findall(r'name="(key|seen)" value="([^"]+)"', answer.content.decode())
    return dict(fields) | {"confirm": "1"}


def news(answer):
    found = answer.context["news"]
    return [(one.title, one.words, one.compare_url, one.is_gone) for one in found.lessons]


def psychologist(workshop):
    """Somebody who may edit pages, in the groups of the role."""
    access.sync_role_groups()
    return make_member_of_staff(make_posting("psychologist", workshop.facility))


def test_a_cohort_that_takes_what_is_live_hears_of_nothing(visitor, workshop):
    answer = visitor.get(cohort_page(workshop))

    assert answer.context["news"] is None
    assert "data-newer" not in answer.content.decode()


@pytest.mark.parametrize("role", ["facilitator", "psychologist", "coordinator"])
def test_everybody_of_the_team_hears_which_lessons_changed(client, workshop, role):
    rename("Jugar", "Jugar juntos")
    page("Despedirse").delete()
    add_lesson(workshop, "Volver a casa")
    client.force_login(make_posting(role, workshop.facility).user)

    answer = client.get(cohort_page(workshop))

    assert news(answer) == [
        ("Jugar juntos", "new text", "", False),
        ("Volver a casa", "new lesson", "", False),
        ("Despedirse", "no longer taught", "", False),
    ]
    html = answer.content.decode()
    assert 'data-newer="3"' in html
    assert (address(workshop) in html) is (role == "coordinator")


def test_an_editor_is_led_to_wagtails_own_comparison(client, workshop):
    was = page("Jugar").live_revision_id
    lesson = rename("Jugar", "Jugar juntos")
    client.force_login(psychologist(workshop))

    ((_, _, url, is_gone),) = news(client.get(cohort_page(workshop)))

    assert (url, is_gone) == (f"/admin/pages/{lesson.pk}/revisions/compare/{was}...live/", False)
    compared = client.get(url)
    assert compared.status_code == 200
    assert "Jugar juntos" in compared.content.decode()


def test_a_purged_draft_is_said_in_words(client, workshop):
    rename("Jugar", "Jugar juntos")
    call_command("purge_revisions", verbosity=0)
    client.force_login(psychologist(workshop))

    answer = client.get(cohort_page(workshop))

    assert news(answer) == [("Jugar juntos", "new text", "", True)]
    assert "no longer keeps the earlier draft" in answer.content.decode()


def test_a_lesson_that_was_frozen_without_a_draft_is_said_in_words(client, workshop):
    module = ModulePage.objects.get(pk=workshop.module.pk)
    module.get_children().last().delete()
    Revision.objects.all().delete()
    LessonPage.objects.update(live_revision=None, latest_revision=None)
    other = make_workshop(("Solo",))
    Revision.objects.all().delete()
    rename("Solo", "Solo, nuevo")
    access.sync_role_groups()
    client.force_login(make_member_of_staff(make_posting("psychologist", other.facility)))

    assert news(client.get(cohort_page(other))) == [("Solo, nuevo", "new text", "", True)]


def test_only_titles_are_said_to_have_changed(visitor, workshop):
    module = ModulePage.objects.get(pk=workshop.module.pk)
    module.title = "Otro nombre"
    module.save_revision().publish()

    html = visitor.get(cohort_page(workshop)).content.decode()

    assert 'data-newer="0"' in html
    assert "its lessons are the same" in html


def test_a_programme_that_is_not_published_any_more_is_said(visitor, workshop):
    workshop.programme.unpublish()

    assert "no longer published" in visitor.get(cohort_page(workshop)).content.decode()
    assert "no longer published" in visitor.get(address(workshop)).content.decode()


@pytest.mark.parametrize("closed", [True, False])
def test_a_closed_cohort_and_one_of_an_unknown_version_have_nothing_to_move_to(visitor, workshop, closed):
    rename("Jugar", "Jugar juntos")
    other = make_cohort(workshop.facility)
    workshop.cohort = workshop.cohort if closed else other
    if closed:
        change(workshop.cohort, closed_on=date(2026, 3, 1))

    shown, asked = visitor.get(cohort_page(workshop)), visitor.get(address(workshop))

    assert shown.context["news"] is None
    assert asked.status_code == 200
    assert 'name="confirm"' not in asked.content.decode()


def test_the_preview_shows_lessons_sessions_and_people_and_writes_nothing(visitor, workshop):
    rename("Jugar", "Jugar juntos")
    add_lesson(workshop, "Volver a casa")
    before = (workshop.rows(), Cohort.objects.values().get())

    answer = visitor.get(address(workshop))

    rows = [(one.number, one.was, one.becomes, one.words) for one in answer.context["rows"]]
    assert rows == [
        (1, "Escuchar", "Escuchar", "stays: its day has come"),
        (2, "Jugar", "Jugar juntos", "same lesson, new text"),
        (3, "Despedirse", "Despedirse", "nothing changes"),
    ]
    assert [lesson.title for lesson in answer.context["unplanned"]] == ["Volver a casa"]
    assert "3 of 3 lessons now, and for 3 of 4" in answer.content.decode()
    assert (workshop.rows(), Cohort.objects.values().get()) == before


def test_the_preview_says_for_whom_the_answer_changes(visitor):
    workshop = make_workshop(("A", "B", "C", "D"))
    visitor.force_login(workshop.coordinator)
    for number, session in enumerate(workshop.sessions()[:3]):
        change(session, status="held", minutes_delivered=90, on=date(2026, 1, 5 + number))
    held = workshop.sessions()[:3]
    ready, newcomer = make_graduate(workshop.cohort, held), make_enrolment(workshop.cohort)
    make_attendance(held[2], newcomer)
    page("C").delete()

    people = visitor.get(address(workshop)).context["people"]

    told = [(one.code, one.before, one.after, one.had_earned, one.has_earned) for one in people.changed]
    assert sorted(told) == sorted(
        [
            (ready.participant.code, "3 of 4", "2 of 3", True, False),
            (newcomer.participant.code, "1 of 4", "0 of 3", False, False),
        ]
    )
    assert (people.needed_before, people.needed_after) == (3, 3)


@pytest.mark.parametrize(("added", "is_out_of_reach"), [(1, False), (2, True)])
def test_a_certificate_that_would_be_out_of_reach_is_said(visitor, workshop, added, is_out_of_reach):
    for number in range(added):
        add_lesson(workshop, f"Nueva {number}")

    answer = visitor.get(address(workshop))

    assert answer.context["people"].delivered == 3
    assert ("data-out-of-reach" in answer.content.decode()) is is_out_of_reach


def test_confirming_moves_the_group_and_the_same_form_again_changes_nothing(visitor, workshop):
    rename("Jugar", "Jugar juntos")
    form = confirmation(visitor.get(address(workshop)))

    answers = [visitor.post(address(workshop), form) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [cohort_page(workshop)] * 2
    assert workshop.titles() == ["Escuchar", "Jugar juntos", "Despedirse"]
    assert VersionMove.objects.count() == 1
    shown = visitor.get(cohort_page(workshop))
    assert shown.context["news"] is None
    assert "data-undo-move" in shown.content.decode()


def test_an_outdated_confirmation_shows_the_preview_again(visitor, workshop):
    rename("Jugar", "Jugar juntos")
    form = confirmation(visitor.get(address(workshop)))
    rename("Jugar juntos", "Jugar y reír")

    answer = visitor.post(address(workshop), form)

    assert "data-error-summary" in answer.content.decode()
    assert workshop.titles() == ["Escuchar", "Jugar", "Despedirse"]
    visitor.post(address(workshop), confirmation(answer))
    assert workshop.titles() == ["Escuchar", "Jugar y reír", "Despedirse"]


@pytest.mark.parametrize("form", [{}, {"key": "x", "seen": "' or 1"}])
def test_a_broken_form_moves_nothing(visitor, workshop, form):
    rename("Jugar", "Jugar juntos")

    answer = visitor.post(address(workshop), form)

    assert answer.status_code == 200
    assert (VersionMove.objects.count(), workshop.titles()[1]) == (0, "Jugar")


def test_the_group_goes_back_while_nothing_was_recorded(visitor, workshop):
    rename("Jugar", "Jugar juntos")
    visitor.post(address(workshop), confirmation(visitor.get(address(workshop))))
    undo = reverse("assessments:cohort_version_undo", args=[VersionMove.objects.get().pk])

    answer = visitor.post(undo)

    assert answer["Location"] == cohort_page(workshop)
    assert workshop.titles() == ["Escuchar", "Jugar", "Despedirse"]
    assert visitor.get(undo).status_code == 405
    assert "data-undo-move" not in visitor.get(cohort_page(workshop)).content.decode()


def test_what_was_recorded_closes_the_way_back(visitor, workshop):
    rename("Jugar", "Jugar juntos")
    move = workshop.move()
    change(move, to_sha256="f" * 64)

    visitor.post(reverse("assessments:cohort_version_undo", args=[move.pk]))

    assert workshop.titles()[1] == "Jugar juntos"


@pytest.mark.parametrize("role", ["facilitator", "psychologist", "director"])
def test_only_who_plans_moves_a_group(client, workshop, role):
    rename("Jugar", "Jugar juntos")
    move = workshop.move()
    client.force_login(make_posting(role, workshop.facility).user)

    undo = reverse("assessments:cohort_version_undo", args=[move.pk])

    assert (client.get(address(workshop)).status_code, client.post(undo).status_code) == (403, 403)


def test_the_screens_cost_the_same_for_1_and_for_3(client, django_assert_num_queries):
    few, many = make_workshop(("A",)), make_workshop(("B", "C", "D"))
    for one in "ABCD":
        rename(one, f"{one}+")
    for workshop, people in ((few, 1), (many, 3)):
        for _ in range(people):
            make_attendance(workshop.sessions()[0], make_enrolment(workshop.cohort))
    counted = []
    for workshop in (few, many):
        access.sync_role_groups()
        client.force_login(make_member_of_staff(make_posting("psychologist", workshop.facility)))
        client.get(cohort_page(workshop))
        with django_assert_num_queries(counted[0] if counted else 21) as queries:
            client.get(cohort_page(workshop))
        counted.append(len(queries))
    client.force_login(few.coordinator)
    with django_assert_num_queries(21) as queries:
        client.get(address(few))
    client.force_login(many.coordinator)
    with django_assert_num_queries(len(queries)):
        client.get(address(many))
