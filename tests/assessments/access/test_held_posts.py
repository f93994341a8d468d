"""An expired sign-in loses nothing: the form is held in the browser's own session and sent by one button."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.urls import reverse
from django.utils import timezone

from assessments import scope
from assessments.access import held_posts
from assessments.models import Attendance
from cms.accounts.middleware import CLOCK_KEY
from tests.assessments.sessions.rendered import rendered
from tests.builders import make_posting, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_site(settings):
    """A site without the host's own way of keeping entries."""
    kept = [name for name in configured.MIDDLEWARE if "KeptEntries" not in name]
    settings.MIDDLEWARE = kept


@pytest.fixture
def register():
    return make_register(2)[0]


@pytest.fixture
def facilitator(register):
    return make_posting("facilitator", register.facility).user


@pytest.fixture
def interrupted(client, register, facilitator):
    """The register is marked, the sign-in ends, the form is sent: where it leads."""
    address = reverse("assessments:session_register", args=[register.pk])
    client.force_login(facilitator)
    fields = rendered(client.get(address)) | {"mark-5": "present", "mark-6": "absent"}
    client.logout()
    return address, client.post(address, fields)


def token_of(answer):
    return answer["Location"].rpartition("resume/")[2].strip("/")


def marks():
    with scope.use(scope.system("builders")):
        return sorted(Attendance.objects.values_list("status", flat=True))


def test_the_form_is_held_and_nothing_is_written(interrupted):
    _, answer = interrupted

    assert answer.status_code == 302
    assert "resume" in answer["Location"]
    assert marks() == []


def test_the_sign_in_page_says_that_the_form_is_kept(client, interrupted):
    _, answer = interrupted

    shown = client.get(answer["Location"])

    assert [message.level_tag for message in shown.context["messages"]] == ["info"]


def test_after_signing_in_one_button_sends_it_again(client, interrupted, facilitator):
    address, answer = interrupted
    client.force_login(facilitator)

    page = client.get(reverse("assessments:workspace_resume", args=[token_of(answer)]))
    fields = rendered(page)
    saved = client.post(address, fields)

    assert f'action="{address}"' in page.content.decode()
    assert fields["mark-5"] == "present"
    assert saved.status_code == 302
    assert marks() == ["absent", "present"]


def test_once_sent_it_is_held_no_longer(client, interrupted, facilitator):
    address, answer = interrupted
    client.force_login(facilitator)
    resume = reverse("assessments:workspace_resume", args=[token_of(answer)])
    client.post(address, rendered(client.get(resume)))

    assert client.get(resume).status_code == 404


def test_another_browser_cannot_resume_it(client, interrupted, facilitator):
    _, answer = interrupted
    client.cookies.clear()
    client.force_login(facilitator)

    assert client.get(reverse("assessments:workspace_resume", args=[token_of(answer)])).status_code == 404


def test_a_colleague_who_signs_in_next_does_not_send_it(client, register, facilitator):
    address = reverse("assessments:session_register", args=[register.pk])
    client.force_login(facilitator)
    fields = rendered(client.get(address)) | {"mark-5": "present"}
    session = client.session
    session[CLOCK_KEY] = [0, 0]
    session.save()
    resume = reverse("assessments:workspace_resume", args=[token_of(client.post(address, fields))])

    statuses = []
    for user in (make_posting("facilitator", register.facility).user, facilitator):
        kept = client.session[held_posts.SESSION_KEY]
        client.force_login(user)
        session = client.session
        session[held_posts.SESSION_KEY] = kept
        session.save()
        statuses.append(client.get(resume).status_code)

    assert statuses == [404, 200]


def test_it_expires(client, interrupted, facilitator, monkeypatch):
    _, answer = interrupted
    client.force_login(facilitator)
    later = timezone.now() + held_posts.KEPT_FOR + timedelta(minutes=1)

    monkeypatch.setattr(held_posts.timezone, "now", lambda: later)

    assert client.get(reverse("assessments:workspace_resume", args=[token_of(answer)])).status_code == 404


def test_too_much_is_not_held_and_said(client, register):
    address = reverse("assessments:session_register", args=[register.pk])

    answer = client.post(address, {"notes": "x" * (held_posts.MAX_BYTES + 1)})

    assert "resume" not in answer["Location"]
    assert held_posts.SESSION_KEY not in client.session


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "password", "new_password1"])
def test_secrets_are_never_held(client, register, name):
    address = reverse("assessments:session_register", args=[register.pk])

    client.post(address, {name: "s3creto", "mark-5": "present"})

    held = next(iter(client.session[held_posts.SESSION_KEY].values()))
    assert held["fields"] == [["mark-5", "present"]]


def test_only_the_same_path_lets_go_of_it(client, interrupted, facilitator):
    _, answer = interrupted
    client.force_login(facilitator)
    token = token_of(answer)

    client.post(reverse("assessments:cohort_list"), {held_posts.FIELD: token})

    resume = client.get(reverse("assessments:workspace_resume", args=[token]))
    assert resume.status_code == 200
