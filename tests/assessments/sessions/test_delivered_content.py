"""What a session delivered stays readable and the same, whatever becomes of the pages."""

import hashlib

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from assessments import scope
from assessments.models import Session
from assessments.sessions import ops
from assessments.sessions.ledger import Entry
from curriculum import outline
from curriculum.canonical import canonical_json
from curriculum.models import LessonPage, LessonVersion, ProgrammePage
from tests.assessments.sessions.moving_world import make_workshop, page, rename
from tests.builders.registers import save_marks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def workshop():
    made = make_workshop()
    said = [
        Entry(1, ops.SESSION_TARGET, ops.Field.STATUS, "shortened"),
        Entry(2, ops.SESSION_TARGET, ops.Field.MINUTES, 60),
    ]
    save_marks(made.coordinator, made.sessions()[0], *said)
    return made


def purge(workshop, monkeypatch):
    rename("Escuchar", "Escuchar despacio")
    call_command("purge_revisions", verbosity=0)
    assert Revision.page_revisions.filter(object_id=str(page("Escuchar despacio").pk)).count() == 1


def delete_the_page(workshop, monkeypatch):
    page("Escuchar").delete()


def delete_the_programme(workshop, monkeypatch):
    ProgrammePage.objects.get(pk=workshop.programme.pk).delete()
    assert not LessonPage.objects.exists()


def drop_the_block(workshop, monkeypatch):
    """A later release has no such block any more, so that pages no longer show it."""
    kinds = LessonPage._meta.get_field("body").stream_block.child_blocks
    monkeypatch.delitem(kinds, "activity")
    assert [block.block_type for block in page("Escuchar").body] == []


def move_the_group(workshop, monkeypatch):
    rename("Escuchar", "Escuchar despacio")
    workshop.move()


@pytest.mark.parametrize(
    "happens", [purge, delete_the_page, delete_the_programme, drop_the_block, move_the_group]
)
def test_a_held_session_keeps_what_it_delivered(workshop, happens, monkeypatch):
    before = workshop.rows()[0]
    sha256 = before["content_sha256"]
    content, told = outline.lesson_content(sha256), outline.lesson(sha256)

    happens(workshop, monkeypatch)

    assert workshop.rows()[0] == before
    assert (before["lesson_title"], before["lesson_language"]) == ("Escuchar", "es")
    assert (outline.lesson_content(sha256), outline.lesson(sha256)) == (content, told)
    assert (told.title, told.language, told.content_sha256) == ("Escuchar", "es", sha256)
    assert [one.heading for one in told.activities] == ["Ronda de nombres"]
    kept = LessonVersion.objects.get(sha256=sha256).content
    assert hashlib.sha256(kept.encode()).hexdigest() == sha256
    assert kept == canonical_json(content)


def test_every_session_of_a_cohort_names_a_frozen_lesson(workshop):
    named = set(Session.objects.values_list("content_sha256", flat=True))

    assert named == set(LessonVersion.objects.values_list("sha256", flat=True))
