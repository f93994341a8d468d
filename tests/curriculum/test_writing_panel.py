"""The first page of the admin tells writers what waits: drafts, reviews, translations, old lessons."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from curriculum import writing_panel
from curriculum.writing_panel import WritingPanel
from tests.builders.curriculum import locale, make_lesson, make_module, make_programme

pytestmark = pytest.mark.django_db
LESSONS = "/admin/curriculum/lessons/"


@pytest.fixture(autouse=True)
def languages(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("es", "Spanish"), ("en", "English"), ("quy", "Quechua")]
    return [locale(code) for code in ("es", "en", "quy")]


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def tasks(client):
    (panel,) = [one for one in client.get("/admin/").context["panels"] if isinstance(one, WritingPanel)]
    return {task.url: [title for title, _url in task.about] for task in panel.tasks}


def test_nothing_waits_and_the_panel_offers_the_lessons(desk, module):
    assert tasks(desk) == {}
    assert f'href="{LESSONS}"' in desk.get("/admin/").content.decode()


def test_drafts_wait(desk, module):
    make_lesson(module, title="Borrador", live=False).save_revision()

    assert tasks(desk) == {reverse("wagtailadmin_explore_root"): ["Borrador"]}


def test_each_language_says_how_many_lessons_it_lacks(desk, module):
    make_lesson(module)
    done = make_lesson(module, title="Traducida")
    english = make_module(make_programme(title="Other", slug="other", locale=locale("en")))
    make_lesson(english, title="Translated", translation_key=done.translation_key)

    (panel,) = [one for one in desk.get("/admin/").context["panels"] if isinstance(one, WritingPanel)]

    assert [task.url for task in panel.tasks] == [
        f"{LESSONS}?untranslated=en&state=live",
        f"{LESSONS}?untranslated=quy&state=live",
    ]
    assert [task.text.split()[0] for task in panel.tasks] == ["1", "2"]


def test_old_lessons_are_due(desk, module):
    make_lesson(module, title="Vieja", last_published_at=timezone.now() - timedelta(days=400))
    make_lesson(module, title="Nueva", last_published_at=timezone.now())

    assert tasks(desk)[f"{LESSONS}?due=true"] == ["Vieja"]


def submit(page, user, group):
    """Send a page to the clinical review of this group."""
    task = GroupApprovalTask.objects.create(name="Revisión clínica")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Revisión clínica")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    page.save_revision(user=user)
    return workflow.start(page, user)


def test_pages_wait_for_their_reviewer(desk, author, module):
    group = Group.objects.create(name="Clínica")
    submit(make_lesson(module, title="Por revisar"), author, group)
    reports = reverse("wagtailadmin_reports:workflow_tasks")
    author.groups.add(group)

    assert tasks(desk)[reports] == ["Por revisar"]


def test_the_panel_is_for_those_who_write(visitor, author):
    assert (writing_panel.is_for(visitor), writing_panel.is_for(author)) == (False, True)


def test_the_panel_takes_the_same_queries_for_one_lesson_and_for_three(desk, module):
    old = timezone.now() - timedelta(days=400)
    make_lesson(module, last_published_at=old, has_unpublished_changes=True)
    desk.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        assert len(tasks(desk)) == 4
    for number in (2, 3):
        make_lesson(module, title=f"Más {number}", last_published_at=old, has_unpublished_changes=True)

    with CaptureQueriesContext(connection) as three:
        assert len(tasks(desk)) == 4

    assert len(three) == len(one)
