"""The doors of the workspace: who sees the board, who issues, what a job's page offers."""

import io
import uuid
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scope
from assessments.models import AuditEntry, Certificate, Job
from tests.builders import make_cohort, make_facility, make_posting
from tests.builders.certificates import (
    change,
    make_certificates,
    make_graduate,
    make_graduates,
    move_away,
)

pytestmark = pytest.mark.django_db


def url(name, pk, *args):
    return reverse(f"assessments:{name}", args=[pk, *args])


@pytest.fixture
def sign_in(client):
    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def issued(sign_in, django_capture_on_commit_callbacks):
    """A coordinator who issued to three people through the pages."""
    graduates = make_graduates(3)
    client = sign_in(graduates.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            url("certificate_issue", graduates.cohort.pk),
            {"key": str(uuid.uuid4()), "person": [str(pk) for pk in graduates.ids]},
        )
    with scope.use(scope.system("builders")):
        job = Job.objects.get()
    assert answer.url == url("certificate_job", job.pk)
    return client, graduates, job


def verbs():
    with scope.use(scope.system("builders")):
        return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def all_certificates():
    with scope.use(scope.system("builders")):
        return list(Certificate.objects.order_by("folio"))


def test_the_board_shows_who_is_ready_who_is_not_and_who_has_theirs(sign_in):
    graduates = make_graduates(1)
    make_certificates(graduates)
    ready = make_graduate(graduates.cohort, graduates.sessions, ("Ana", "Lista"))
    late = make_graduate(graduates.cohort, graduates.sessions[:2], ("Luz", "Pronto"))

    page = sign_in(graduates.coordinator).get(url("certificate_board", graduates.cohort.pk))

    rows = {row.code: row for row in page.context["rows"]}
    assert {code: row.state for code, row in rows.items()} == {
        graduates.people[0].code: "issued",
        ready.participant.code: "eligible",
        late.participant.code: "not_yet",
    }
    assert rows[late.participant.code].name == "Luz Pronto"
    (why,) = rows[late.participant.code].reasons
    assert "2" in why and "4" in why and "3" in why
    assert "Ana Lista" in page.content.decode()
    assert "identity.read" in verbs()


def test_the_board_offers_no_choice_where_nobody_is_ready(sign_in):
    graduates = make_graduates(0)
    address = url("certificate_board", graduates.cohort.pk)
    make_graduate(graduates.cohort, graduates.sessions[:1], ("Luz", "Pronto"))
    too_early = sign_in(graduates.coordinator).get(address)
    make_graduate(graduates.cohort, graduates.sessions, ("Ana", "Lista"))

    ready = sign_in(graduates.coordinator).get(address)

    offered = [page.content.count(b'<button class="button">') for page in (too_early, ready)]
    assert offered == [0, 1]


def test_the_board_asks_as_many_queries_for_one_as_for_three(sign_in):
    counts = []
    for people in (1, 3):
        graduates = make_graduates(people)
        make_certificates(graduates)
        client = sign_in(graduates.coordinator)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("certificate_board", graduates.cohort.pk))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_where_only_codes_are_shown_no_name_is_read(sign_in):
    graduates = make_graduates(1)
    change(graduates.cohort.facility, codes_only=True)

    page = sign_in(graduates.coordinator).get(url("certificate_board", graduates.cohort.pk))

    assert "Quispe" not in page.content.decode()
    assert graduates.people[0].code in page.content.decode()
    assert "identity.read" not in verbs()


def test_a_facilitator_sees_the_board_and_issues_nothing(sign_in):
    graduates = make_graduates(1)
    client = sign_in(make_posting("facilitator", graduates.cohort.facility).user)

    page = client.get(url("certificate_board", graduates.cohort.pk))
    chosen = {"key": str(uuid.uuid4()), "person": [str(graduates.ids[0])]}

    assert (page.status_code, 'name="person"' in page.content.decode()) == (200, False)
    for name in ("certificate_review", "certificate_issue"):
        assert client.post(url(name, graduates.cohort.pk), chosen).status_code == 403
    assert client.get(url("completion_rule", graduates.cohort.pk)).status_code == 403
    assert all_certificates() == []


@pytest.mark.parametrize("name", ["certificate_board", "completion_rule"])
def test_another_facilitys_group_is_not_there(sign_in, name):
    graduates = make_graduates(1)
    client = sign_in(make_posting("coordinator", make_facility()).user)

    assert client.get(url(name, graduates.cohort.pk)).status_code == 404


def test_another_facilitys_people_cannot_be_sent_along(sign_in):
    graduates, others = make_graduates(1), make_graduates(1)

    answer = sign_in(graduates.coordinator).post(
        url("certificate_issue", graduates.cohort.pk),
        {"key": str(uuid.uuid4()), "person": [str(others.ids[0])]},
    )

    assert answer.url == url("certificate_board", graduates.cohort.pk)
    with scope.use(scope.system("builders")):
        assert Job.objects.count() == 0


def test_an_empty_group_says_what_the_page_is_for(sign_in):
    posting = make_posting("coordinator")
    cohort = make_cohort(posting.facility)

    page = sign_in(posting.user).get(url("certificate_board", cohort.pk))

    assert 'class="empty"' in page.content.decode()


def test_the_review_shows_the_names_as_they_will_be_printed(sign_in):
    graduates = make_graduates(1)
    late = make_graduate(graduates.cohort, graduates.sessions[:1])
    client = sign_in(graduates.coordinator)

    page = client.post(
        url("certificate_review", graduates.cohort.pk), {"person": [str(graduates.ids[0]), str(late.pk)]}
    )
    words = page.content.decode()

    assert f'data-draft="{graduates.people[0].code}"' in words
    assert f'data-refused="{late.participant.code}"' in words
    assert "María Elena Quispe Huamán" in words
    assert all_certificates() == []


def test_choosing_nobody_is_said_on_the_board(sign_in):
    graduates = make_graduates(1)

    page = sign_in(graduates.coordinator).post(url("certificate_review", graduates.cohort.pk), {})

    assert (page.status_code, "data-error-summary" in page.content.decode()) == (422, True)


def test_issuing_leads_to_the_job_and_its_files(issued):
    client, graduates, job = issued

    page = client.get(url("certificate_job", job.pk))
    packed = client.get(url("certificate_job_file", job.pk, "certificates.zip"))

    assert 'data-job="done"' in page.content.decode()
    assert packed["Cache-Control"] == "no-store, private"
    with zipfile.ZipFile(io.BytesIO(packed.content)) as file:
        assert len(file.namelist()) == 5
    assert verbs()[-1] == "certificates.files_read"
    assert client.get(url("certificate_job_state", job.pk)).json() == {
        "state": "done",
        "done": 3,
        "total": 3,
        "over": True,
    }


def test_only_the_files_of_the_job_are_given_out(issued):
    client, graduates, job = issued

    assert client.get(url("certificate_job_file", job.pk, "other.zip")).status_code == 404


def test_the_same_form_twice_issues_once(sign_in, django_capture_on_commit_callbacks):
    graduates = make_graduates(2)
    client = sign_in(graduates.coordinator)
    form = {"key": str(uuid.uuid4()), "person": [str(pk) for pk in graduates.ids]}

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(url("certificate_issue", graduates.cohort.pk), form) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert len(all_certificates()) == 2


def test_a_job_of_another_facility_is_not_there(issued, sign_in):
    client, graduates, job = issued
    sign_in(make_posting("coordinator", make_facility()).user)

    for name in ("certificate_job", "certificate_job_state"):
        assert client.get(url(name, job.pk)).status_code == 404
    assert client.get(url("certificate_job_file", job.pk, "print.pdf")).status_code == 404
    for name in ("certificate_job_cancel", "certificate_job_resume"):
        assert client.post(url(name, job.pk)).status_code == 404


def test_a_waiting_job_can_be_stopped_and_go_on(sign_in, django_capture_on_commit_callbacks):
    graduates = make_graduates(1)
    client = sign_in(graduates.coordinator)
    form = {"key": str(uuid.uuid4()), "person": [str(graduates.ids[0])]}
    with django_capture_on_commit_callbacks():
        job_url = client.post(url("certificate_issue", graduates.cohort.pk), form).url
    waiting = client.get(job_url).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "data-state-url" in waiting

    client.post(job_url + "cancel/")
    assert 'data-job="cancelled"' in client.get(job_url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(job_url + "resume/")

    assert 'data-job="done"' in client.get(job_url).content.decode()


def test_one_certificate_shows_its_numbers_and_gives_its_bytes_to_a_coordinator(issued, sign_in):
    client, graduates, job = issued
    one = all_certificates()[0]

    page = client.get(url("certificate_detail", one.pk))
    file = client.get(url("certificate_pdf", one.pk))

    assert one.folio in page.content.decode()
    assert one.pdf_sha256 in page.content.decode()
    assert file.content.startswith(b"%PDF")
    assert file["Content-Disposition"] == f'attachment; filename="{one.folio}_{one.code}.pdf"'
    assert file["Cache-Control"] == "no-store, private"
    sign_in(make_posting("facilitator", graduates.cohort.facility).user)
    assert client.get(url("certificate_detail", one.pk)).status_code == 200
    assert client.get(url("certificate_pdf", one.pk)).status_code == 403
    for name in ("certificate_revoke", "certificate_replace"):
        assert client.post(url(name, one.pk), {"reason": "x"}).status_code == 403


def test_a_certificate_is_revoked_with_a_reason(issued):
    client, graduates, job = issued
    one = all_certificates()[0]

    assert client.post(url("certificate_revoke", one.pk), {"reason": ""}).status_code == 422
    client.post(url("certificate_revoke", one.pk), {"reason": "Se repitió"})

    assert [row.state for row in all_certificates()] == ["revoked", "active", "active"]
    assert 'data-state="revoked"' in client.get(url("certificate_detail", one.pk)).content.decode()


def test_a_certificate_is_replaced_by_a_new_one(issued):
    client, graduates, job = issued
    one = all_certificates()[0]

    answer = client.post(url("certificate_replace", one.pk), {"reason": "Nombre"})

    fresh = all_certificates()[-1]
    assert (fresh.replaces_id, fresh.state) == (one.pk, "active")
    assert answer.url == url("certificate_detail", fresh.pk)


def test_a_replacement_that_cannot_be_made_says_why(issued):
    client, graduates, job = issued
    one = all_certificates()[0]
    move_away(graduates.people[0])

    client.post(url("certificate_replace", one.pk), {"reason": "Nombre"})

    assert {row.state for row in all_certificates()} == {"active"}


def test_visitors_are_sent_to_sign_in(client):
    graduates = make_graduates(1)

    answer = client.get(url("certificate_board", graduates.cohort.pk))

    assert (answer.status_code, "login" in answer.url) == (302, True)


def test_the_rule_is_changed_by_a_coordinator(sign_in):
    graduates = make_graduates(1)
    client = sign_in(graduates.coordinator)
    address = url("completion_rule", graduates.cohort.pk)
    key = str(graduates.sessions[0].lesson_key)

    wrong = client.post(address, {"share_percent": 0, "partial_percent": 50})
    client.post(address, {"share_percent": 100, "partial_percent": 50, "key_lessons": [key]})

    assert (wrong.status_code, "data-error-summary" in wrong.content.decode()) == (422, True)
    form = client.get(address).context["form"]
    assert (form.initial["share_percent"], form.initial["key_lessons"]) == (100, [key])
