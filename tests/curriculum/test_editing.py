"""Writing a lesson in Wagtail: draft, preview, workflow, publishing, revisions, copies and order."""

import html
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

import curriculum
from curriculum import reading_ease
from curriculum.blocks import ActivityBlock, MediaBlock
from curriculum.models import LessonGoal, LessonPage, ModulePage, ProgrammePage
from curriculum.phrases import ease_sentence, gap_sentence
from curriculum.readiness import Gap, Missing
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_handout,
    make_lesson,
    make_module,
    make_programme,
    make_right,
    make_theme,
)

MIGRATIONS = Path(curriculum.__file__).parent / "migrations"

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(author):
    page = make_lesson(goals=("Uno", "Dos"), materials=("Hojas",), body=[make_activity(), make_handout()])
    page.rights = [make_right(), make_right(article="12")]
    page.themes = [make_theme()]
    page.save_revision(user=author).publish()
    return LessonPage.objects.get(pk=page.pk)


def cluster(page):
    """Every child of a lesson, as plain values."""
    return {
        "goals": [goal.text for goal in page.goals.all()],
        "materials": [material.name for material in page.materials.all()],
        "rights": sorted(right.article for right in page.rights.all()),
        "themes": sorted(theme.slug for theme in page.themes.all()),
        "body": [(block.block_type, str(block.id)) for block in page.body],
        "minutes": page.minutes,
    }


def test_tree_has_its_rules():
    assert ProgrammePage.allowed_subpage_models() == [ModulePage]
    assert ModulePage.allowed_subpage_models() == [LessonPage]
    assert LessonPage.allowed_subpage_models() == []
    assert LessonPage.allowed_parent_page_models() == [ModulePage]
    assert ModulePage.allowed_parent_page_models() == [ProgrammePage]


def test_revision_keeps_every_child(lesson, author):
    before = cluster(lesson)
    revision = lesson.save_revision(user=author)

    assert cluster(revision.as_object()) == before
    revision.publish()
    assert cluster(LessonPage.objects.get(pk=lesson.pk)) == before


def test_draft_changes_nothing_that_is_live(lesson, author):
    before = cluster(lesson)
    draft = lesson.get_latest_revision_as_object()
    draft.goals = [LessonGoal(text="Nueva", locale=draft.locale)]
    draft.rights = []

    revision = draft.save_revision(user=author)

    assert cluster(LessonPage.objects.get(pk=lesson.pk)) == before
    assert cluster(revision.as_object())["goals"] == ["Nueva"]
    revision.publish()
    assert cluster(LessonPage.objects.get(pk=lesson.pk)) == {**before, "goals": ["Nueva"], "rights": []}


def test_copy_keeps_every_child_under_new_keys(lesson, author):
    copied = lesson.copy(update_attrs={"slug": "copia", "title": "Copia"}, user=author)

    assert cluster(LessonPage.objects.get(pk=copied.pk)) == cluster(lesson)
    keys = [set(page.goals.values_list("translation_key", flat=True)) for page in (lesson, copied)]
    assert keys[0].isdisjoint(keys[1])


def test_copying_a_programme_keeps_every_lesson(lesson, author):
    programme = lesson.get_parent().get_parent()

    copied = programme.copy(recursive=True, update_attrs={"slug": "copia"}, user=author)

    assert [cluster(page) for page in LessonPage.objects.descendant_of(copied)] == [cluster(lesson)]


def test_reordering_keeps_every_child(lesson, author):
    draft = lesson.get_latest_revision_as_object()
    draft.goals = [goal for goal in reversed(draft.goals.all())]
    for place, goal in enumerate(draft.goals.all()):
        goal.sort_order = place
    draft.save_revision(user=author).publish()
    make_lesson(lesson.get_parent().specific, title="Otra", slug="otra")
    lesson.refresh_from_db()
    lesson.move(lesson.get_parent(), pos="last-child", user=author)

    moved = LessonPage.objects.get(pk=lesson.pk)

    assert cluster(moved)["goals"] == ["Dos", "Uno"]
    assert cluster(moved)["rights"] == ["12", "9.3"]


def test_scheduled_lesson_waits(lesson, author):
    page = make_lesson(lesson.get_parent().specific, live=False, title="Futura", slug="futura")
    page.go_live_at = timezone.now() + timedelta(days=1)

    page.save_revision(user=author).publish(user=author)

    page.refresh_from_db()
    assert (page.live, page.scheduled_revision is not None) == (False, True)


def test_lesson_is_submitted_and_published_by_its_workflow(author):
    page = make_lesson(live=False)
    task = GroupApprovalTask.objects.create(name="Revisión")
    workflow = Workflow.objects.create(name="Revisión")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent().get_parent())
    page.save_revision(user=author)

    state = page.get_workflow().start(page, author)
    assert LessonPage.objects.get(pk=page.pk).live is False

    state.current_task_state.approve(user=author)
    assert LessonPage.objects.get(pk=page.pk).live is True


def text_of(answer):
    """A page is rendered when it is asked for, a printed sheet is there already."""
    rendered = answer if getattr(answer, "is_rendered", True) else answer.render()
    return html.unescape(rendered.content.decode())


@pytest.mark.parametrize(
    ("mode", "is_told"), [("facilitator", True), ("participant", False), ("handout", False), ("print", True)]
)
def test_preview_modes(lesson, author, rf, mode, is_told):
    request = rf.get("/")
    request.user = author

    answer = lesson.get_latest_revision_as_object().make_preview_request(request, mode)

    text = text_of(answer)
    assert ("Ronda de nombres" in text) is is_told
    assert "Para llevar" in text
    modes = [name for name, _label in lesson.preview_modes]
    assert modes == ["facilitator", "participant", "handout", "print"]


def test_large_print_preview_of_a_lesson_without_handout_says_so(author, rf):
    request = rf.get("/")
    request.user = author

    answer = make_lesson().make_preview_request(request, "handout")

    with override("es"):
        assert _("This lesson has no handout.") in text_of(answer)


def test_editor_opens_and_says_what_is_missing(client, author):
    page = make_lesson(goals=())
    client.force_login(author)

    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert gap_sentence(Missing(Gap.NO_GOALS)) in html.unescape(answer)
    assert gap_sentence(Missing(Gap.NO_RIGHTS)) in html.unescape(answer)
    assert gap_sentence(Missing(Gap.NO_CHILD_AGES)) in html.unescape(answer)
    assert gap_sentence(Missing(Gap.NO_OPENING)) not in html.unescape(answer)
    assert 'name="child_ages"' in answer


def test_editor_says_how_easily_participants_text_reads(client, author):
    page = make_lesson(body=[make_activity(), make_handout(text="<p>Escucho a mi hija. Luego hablo.</p>")])
    client.force_login(author)

    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    shown = reading_ease.ease("Para llevar\nEscucho a mi hija. Luego hablo.", "es")
    assert ease_sentence(shown) in html.unescape(answer)
    assert f'data-reading-ease="{reverse("curriculum_admin:reading_ease")}?language=es"' in answer
    assert 'curriculum/js/reading-ease.js" type="module"' in answer.replace("type=module", 'type="module"')


def unsaved(*texts):
    """The form of a body of handouts, as the editor holds it."""
    form = {"body-count": str(len(texts))}
    for number, text in enumerate(texts):
        form |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": "handout",
            f"body-{number}-id": "",
            f"body-{number}-value-audience": "participant",
            f"body-{number}-value-heading": "Hoja",
            f"body-{number}-value-text": contentstate(text),
        }
    return form


def contentstate(text):
    """A paragraph as the rich text editor sends it."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_server_answers_how_easily_an_unsaved_form_reads(client, author):
    client.force_login(author)
    address = reverse("curriculum_admin:reading_ease")

    told = [
        client.post(f"{address}?language={language}", unsaved("Escucho. Hablo."))
        for language in ("es", "quy")
    ]

    shown = ease_sentence(reading_ease.ease("Hoja\nEscucho. Hablo.", "es"))
    assert [answer.json() for answer in told] == [{"sentence": shown}, {"sentence": ""}]
    assert shown


def test_reading_ease_is_asked_by_writers_with_a_body_alone(client, author, visitor):
    address = reverse("curriculum_admin:reading_ease")
    answers = [client.post(address, unsaved())]
    client.force_login(visitor)
    answers += [client.post(address, unsaved())]
    client.force_login(author)
    answers += [client.get(address), client.post(address, {}), client.post(address, unsaved())]

    assert [answer.status_code for answer in answers] == [401, 403, 405, 400, 200]


@pytest.mark.parametrize("model", ["programmepage", "modulepage", "lessonpage"])
def test_new_page_form_opens(client, author, model):
    programme = make_programme()
    parents = {
        "programmepage": programme.get_parent(),
        "modulepage": programme,
        "lessonpage": make_module(programme),
    }
    client.force_login(author)

    address = reverse("wagtailadmin_pages:add", args=["curriculum", model, parents[model].pk])

    assert client.get(address).status_code == 200


def test_rights_are_offered_in_the_lessons_language(lesson):
    make_right(locale=locale("en"), article="5")

    form = LessonPage.get_edit_handler().get_form_class()(instance=lesson)

    assert sorted(right.article for right in form.fields["rights"].queryset) == ["12", "9.3"]


def test_snippet_lists_open(client, author):
    make_right()
    make_theme()
    client.force_login(author)

    for name in ("right", "theme"):
        assert client.get(reverse(f"wagtailsnippets_curriculum_{name}:list")).status_code == 200


def media(**overrides):
    values = {"audience": "both", "heading": "", "image": None, "file": None, "alt_text": "Una voz."}
    return MediaBlock().to_python(values | {"transcript": ""} | overrides)


def test_recording_needs_its_words():
    recording = get_document_model().objects.create(title="Canción", file="cancion.mp3")

    with pytest.raises(ValidationError):
        MediaBlock().clean(media(file=recording.pk))
    cleaned = MediaBlock().clean(media(file=recording.pk, transcript="La la la."))
    assert cleaned["transcript"] == "La la la."


def test_media_needs_one_thing_and_its_words():
    with pytest.raises(ValidationError):
        MediaBlock().clean(media())
    with pytest.raises(ValidationError):
        MediaBlock().clean(media(alt_text=""))


def test_draft_may_hold_an_empty_place_for_a_picture():
    assert LessonPage.body.field.stream_block.child_blocks["media"].clean_deferred(media(alt_text=""))


@pytest.mark.parametrize(("group", "size"), [("small", 4), ("pairs", None)])
def test_size_of_small_groups_is_forgotten_elsewhere(group, size):
    value = make_activity(stage="main", group=group, group_size=4)["value"]

    assert ActivityBlock().clean(ActivityBlock().to_python(value))["group_size"] == size


def test_migrations_load_on_the_long_term_release():
    texts = [path.read_text() for path in MIGRATIONS.glob("0*.py")]
    foreign = ("WAGTAIL_PAGE_MODEL", "0098_apitoken", "modelsearch")

    assert [mark for mark in foreign for text in texts if mark in text] == []
