"""What Wagtail gives every page of a programme: restore, schedule, compare, review, copy and reorder."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from curriculum import outline
from curriculum.models import LessonPage
from tests.builders.curriculum import (
    make_activity,
    make_handout,
    make_lesson,
    make_module,
    make_programme,
    make_right,
    make_theme,
)

pytestmark = pytest.mark.django_db
KINDS = ["programme", "module", "lesson"]
BEFORE, AFTER = "Así estaba antes.", "Así quedó después."


@pytest.fixture
def tree():
    """A page of every kind, published."""
    programme = make_programme(summary=BEFORE)
    module = make_module(programme, summary=BEFORE)
    body = [make_activity(), make_handout()]
    lesson = make_lesson(module, summary=BEFORE, body=body, goals=("Uno", "Dos"), materials=("Hojas",))
    lesson.rights, lesson.themes = [make_right(), make_right(article="12")], [make_theme()]
    for page in (programme, module, lesson):
        page.save_revision().publish()
    return {"programme": programme, "module": module, "lesson": lesson}


@pytest.fixture(params=KINDS)
def taught(request, tree):
    return tree[request.param]


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def rewrite(page):
    """Publish other words, and return the revisions before and after."""
    before, draft = page.latest_revision, page.get_latest_revision_as_object()
    draft.summary = AFTER
    after = draft.save_revision()
    after.publish()
    return before, after


def children(lesson):
    """Every child of a lesson as plain values."""
    return {
        "goals": [goal.text for goal in lesson.goals.all()],
        "materials": [(one.name, one.quantity, one.note) for one in lesson.materials.all()],
        "rights": sorted(right.article for right in lesson.rights.all()),
        "themes": sorted(theme.slug for theme in lesson.themes.all()),
        "body": lesson.body.get_prep_value(),
        "minutes": lesson.minutes,
        "summary": lesson.summary,
    }


def test_an_earlier_revision_is_offered_and_restored(desk, taught):
    before, _after = rewrite(taught)

    offered = desk.get(reverse("wagtailadmin_pages:revisions_revert", args=[taught.pk, before.pk]))
    before.as_object().save_revision(previous_revision=before).publish(previous_revision=before)

    assert BEFORE in offered.content.decode()
    assert fresh(taught).summary == BEFORE


def test_a_restored_lesson_has_every_child_again(tree):
    lesson = tree["lesson"]
    kept, before = children(fresh(lesson)), lesson.latest_revision
    draft = lesson.get_latest_revision_as_object()
    draft.goals, draft.materials, draft.rights, draft.themes, draft.body = [], [], [], [], []
    draft.save_revision().publish()
    emptied = children(fresh(lesson))

    before.as_object().save_revision(previous_revision=before).publish(previous_revision=before)

    assert (emptied["goals"], emptied["rights"], emptied["body"]) == ([], [], [])
    assert children(fresh(lesson)) == kept


def test_a_scheduled_page_goes_live_and_away_at_its_time(taught, monkeypatch):
    now = timezone.now()
    draft = fresh(taught).get_latest_revision_as_object()
    draft.summary = AFTER
    draft.go_live_at, draft.expire_at = now + timedelta(hours=1), now + timedelta(hours=3)
    draft.save_revision().publish()
    seen = []

    for hours in (0, 2, 4):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: now + timedelta(hours=hours))
        call_command("publish_scheduled")
        seen.append((fresh(taught).live, fresh(taught).summary))

    assert seen == [(True, BEFORE), (True, AFTER), (False, AFTER)]


def test_two_revisions_are_compared(desk, taught):
    before, after = rewrite(taught)

    address = reverse("wagtailadmin_pages:revisions_compare", args=[taught.pk, before.pk, after.pk])
    answer = desk.get(address).content.decode()

    assert (
        'Así <span class="deletion">estaba antes.</span><span class="addition">quedó después.</span>'
        in answer
    )


def test_a_comparison_tells_changed_children(desk, tree):
    lesson = tree["lesson"]
    before, draft = lesson.latest_revision, lesson.get_latest_revision_as_object()
    draft.goals.all()[0].text = "Tres"
    draft.rights = [make_right(article="5", title="Guía de la familia")]
    after = draft.save_revision()

    address = reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, before.pk, after.pk])
    answer = desk.get(address).content.decode()

    assert '<span class="deletion">Uno</span><span class="addition">Tres</span>' in answer
    assert "Guía de la familia" in answer


@pytest.fixture
def reviewer(tree):
    """Somebody who reviews: Wagtail's last reviewer publishes, so the group may publish and not write."""
    group = Group.objects.create(name="Clínica")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=tree["programme"], permission=publish)
    user = get_user_model().objects.create_user(username="clinica", password="una-clave-larga")
    user.groups.add(group)
    return user


def submit(page, user, reviewer):
    """Hand a changed page to the clinical review; it returns where the review stands."""
    task = GroupApprovalTask.objects.create(name="Revisión clínica")
    task.groups.set(reviewer.groups.all())
    workflow = Workflow.objects.create(name="Revisión clínica")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    draft = page.get_latest_revision_as_object()
    draft.summary = AFTER
    draft.save_revision(user=user)
    return fresh(page).get_workflow().start(fresh(page), user)


def act(client, page, state, action, comment):
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, state.current_task_state.pk]
    )
    return client.post(address, {"comment": comment})


def test_clinical_review_publishes_and_keeps_its_comment(client, author, reviewer, taught):
    state = submit(taught, author, reviewer)
    waiting = fresh(taught).summary
    client.force_login(reviewer)

    act(client, taught, state, "approve", "Cuidado con la palabra castigo.")

    assert (waiting, fresh(taught).summary) == (BEFORE, AFTER)
    client.force_login(author)
    told = client.get(reverse("wagtailadmin_pages:workflow_history_detail", args=[taught.pk, state.pk]))
    assert "Cuidado con la palabra castigo." in told.content.decode()


def test_clinical_review_sends_back_with_a_comment_that_the_author_reads(client, author, reviewer, taught):
    state = submit(taught, author, reviewer)
    client.force_login(reviewer)

    act(client, taught, state, "reject", "Falta qué hacer si alguien llora.")

    client.force_login(author)
    state.refresh_from_db()
    assert (fresh(taught).summary, state.status) == (BEFORE, "needs_changes")
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[taught.pk])).content.decode()
    assert "Falta qué hacer si alguien llora." in editor


def test_an_author_does_not_approve_in_the_place_of_the_reviewers(
    client, author, reviewer, visitor, tree, taught
):
    state = submit(taught, author, reviewer)
    writers = Group.objects.create(name="Quienes escriben")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("change_page", "publish_page"):
        allowed = Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=writers, page=tree["programme"], permission=allowed)
    visitor.groups.add(writers)
    client.force_login(visitor)

    act(client, taught, state, "approve", "Todo bien.")

    state.refresh_from_db()
    assert (fresh(taught).summary, state.status) == (BEFORE, "in_progress")


@pytest.mark.parametrize("published", [True, False])
def test_a_lesson_is_copied_into_another_programme_with_every_child(desk, tree, published):
    lesson = fresh(tree["lesson"])
    elsewhere = make_module(make_programme(title="Otra", slug="otra"), title="Destino")
    form = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": elsewhere.pk}
    form |= {"publish_copies": "on"} if published else {}

    desk.post(reverse("wagtailadmin_pages:copy", args=[lesson.pk]), form)

    copied = LessonPage.objects.get(slug="copia")
    assert copied.get_parent().pk == elsewhere.pk
    assert (copied.live, children(copied)) == (published, children(lesson))
    assert children(copied.get_latest_revision_as_object()) == children(lesson)
    assert copied.translation_key != lesson.translation_key
    for name in ("goals", "materials"):
        keys = [{row.translation_key for row in getattr(one, name).all()} for one in (lesson, copied)]
        assert keys[0].isdisjoint(keys[1])


def test_a_copied_lesson_changes_nothing_of_the_one_it_came_from(desk, tree):
    lesson, programme = tree["lesson"], tree["programme"]
    before = outline.programme(programme.translation_key)
    copied = lesson.copy(
        to=make_module(make_programme(title="Otra", slug="otra")), update_attrs={"slug": "copia"}
    )
    draft = copied.get_latest_revision_as_object()
    draft.goals.all()[0].text = "Otra meta"
    draft.save_revision().publish()

    assert outline.programme(programme.translation_key) == before


def test_reordering_changes_the_numbers_of_lessons_and_nothing_else(desk, tree):
    programme, module = tree["programme"], tree["module"]
    last = make_lesson(module, title="Segunda", summary="La segunda.")
    before = outline.programme(programme.translation_key)

    desk.post(f"{reverse('wagtailadmin_pages:set_page_position', args=[last.pk])}?position=0")

    after = outline.programme(programme.translation_key)
    assert [one.title for one in before.lessons] == ["Escuchar", "Segunda"]
    assert [(one.title, one.number) for one in after.lessons] == [("Segunda", 1), ("Escuchar", 2)]
    same = [{one.key: one.content_sha256 for one in found.lessons} for found in (before, after)]
    assert same[0] == same[1]


def test_reordering_modules_renumbers_modules_and_lessons(desk, tree):
    programme = tree["programme"]
    second = make_module(programme, title="Segundo", slug="segundo")
    make_lesson(second, title="Otra")

    desk.post(f"{reverse('wagtailadmin_pages:set_page_position', args=[second.pk])}?position=0")

    after = outline.programme(programme.translation_key)
    assert [(module.number, module.title) for module in after.modules] == [(1, "Segundo"), (2, "Vínculo")]
    assert [(one.number, one.title) for one in after.lessons] == [(1, "Otra"), (2, "Escuchar")]
