"""The lesson in a pack: what the group is pinned to, what a held session delivered, how many copies."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments import scope
from assessments.sessions import moves, operations
from curriculum.models import LessonPage
from tests.assessments.paper.pack_world import (
    CHECK,
    STEP,
    TAKE_HOME,
    hold,
    make_group,
    pages_of,
    printed,
)
from tests.builders.certificates import change
from tests.builders.curriculum import make_activity, stored

pytestmark = pytest.mark.django_db
GUIDE = {"guide": 1, "fidelity": 1}
NEW_STEP = "Siéntense en dos filas."


@pytest.fixture
def group():
    return make_group(2)


@pytest.fixture
def desk(client, group):
    client.force_login(group.facilitator)
    return client


def publish_another_text():
    """The lesson is rewritten and published, and its history is thrown away."""
    page = LessonPage.objects.get(title="Escuchar")
    page.body = stored([make_activity(steps=[f"<p>{NEW_STEP}</p>"])])
    page.save_revision().publish()
    call_command("purge_revisions", verbosity=0)


def take_the_newer_version(group):
    with scope.use(scope.system("builders")):
        cohort = group.session().cohort
        seen = moves.preview(cohort).fingerprint
        operations.move_cohort(user=group.coordinator, cohort=cohort, key=cohort.pk, seen=seen)


def test_a_session_to_come_prints_the_text_of_the_groups_version(client):
    group = make_group(2, first_on=timezone.localdate() + timedelta(days=1))
    client.force_login(group.facilitator)
    publish_another_text()

    before = " ".join(pages_of(printed(client, group.session(), **GUIDE)))
    take_the_newer_version(group)
    after = " ".join(pages_of(printed(client, group.session(), **GUIDE)))

    assert (STEP in before, NEW_STEP in before) == (True, False)
    assert (STEP in after, NEW_STEP in after) == (False, True)


def test_a_held_session_prints_the_same_bytes_whatever_is_published_since(desk, group):
    hold(group)
    before = printed(desk, group.session(), **GUIDE).content

    publish_another_text()
    take_the_newer_version(group)
    LessonPage.objects.get(title="Escuchar").delete()

    assert printed(desk, group.session(), **GUIDE).content == before


def test_each_sheet_comes_as_often_as_it_was_asked_for(desk, group):
    pages = pages_of(printed(desk, group.session(), handouts=4, large_print=3))

    assert [TAKE_HOME in page for page in pages] == [True] * 7


def test_the_form_holds_the_sentences_of_the_lesson_and_the_handout_none_of_the_guide(desk, group):
    (form,) = pages_of(printed(desk, group.session(), fidelity=1))
    (handout,) = pages_of(printed(desk, group.session(), handouts=1))

    assert CHECK in form
    assert [word for word in (STEP, CHECK) if word in handout] == []


def test_a_text_in_another_language_than_the_groups_says_so(desk, group):
    change(group.cohort, language="en")

    (page, *_rest) = pages_of(printed(desk, group.session(), guide=1))

    assert "This text is not in English yet" in page
