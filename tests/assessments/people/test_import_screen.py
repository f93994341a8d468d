"""The list comes in through the workspace: upload, preview, confirm."""

import io
import os
import re
import time
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import Workbook

from assessments import scope
from assessments.models import AuditEntry, Job, Participant
from assessments.people import operations as people
from assessments.people.importing import drafts
from tests.builders import make_facility, make_posting

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
START = reverse("assessments:people_import")


@pytest.fixture
def facility():
    return make_facility(code="AYA")


@pytest.fixture
def coordinator(facility):
    return make_posting("coordinator", facility).user


@pytest.fixture
def screen(client, coordinator):
    client.force_login(coordinator)
    return client


def upload(client, facility, name, data=None):
    file = io.BytesIO((DATA / name).read_bytes() if data is None else data)
    file.name = name
    return client.post(START, {"facility": facility.pk, "file": file})


def count():
    with scope.use(scope.system("builders")):
        return Participant.objects.count()


def number(response, name):
    return int(re.search(rf'data-{name}="(\d+)"', response.content.decode())[1])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_offices_list_is_shown_with_its_problems_and_an_error_file(screen, facility, kind):
    sent = upload(screen, facility, f"participants_ayacucho.{kind}")
    preview = screen.get(sent.url)
    errors = screen.get(f"{sent.url}errors/")
    screen.post(sent.url, {"act": "confirm"})

    assert (number(preview, "problems"), preview.context["report"].is_clean) == (2, False)
    assert b"data-confirm" not in preview.content
    lines = errors.content.decode("utf-8-sig").splitlines()
    assert errors.content.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 3
    assert "31/02/2026" in lines[1] and "Fecha de consentimiento" in lines[1]
    assert count() == 0


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_corrected_list_is_confirmed_once(screen, facility, kind, django_capture_on_commit_callbacks):
    sent = upload(screen, facility, f"participants_ayacucho_corrected.{kind}")
    preview = screen.get(sent.url)
    confirm = mapping_of(preview) | {"act": "confirm"}
    with django_capture_on_commit_callbacks(execute=True):
        done = screen.post(sent.url, confirm, follow=True)
    again = screen.post(sent.url, confirm, follow=True)

    assert (number(preview, "new"), number(preview, "problems")) == (28, 0)
    assert number(done, "new") == number(again, "new") == 28
    assert count() == 28
    with scope.use(scope.system("builders")):
        assert not drafts.path_of(Job.objects.get().pk).exists()
        assert AuditEntry.objects.filter(verb="people.imported").count() == 1


def test_the_same_file_again_changes_nothing(screen, facility):
    for _ in range(2):
        sent = upload(screen, facility, "participants_ayacucho_corrected.csv")
        preview = screen.get(sent.url)
        done = screen.post(sent.url, mapping_of(preview) | {"act": "confirm"}, follow=True)

    assert (number(done, "new"), number(done, "known")) == (0, 28)
    assert count() == 28


def mapping_of(preview):
    """The form as the browser would send it back."""
    return {field.html_name: field.value() or "" for field in preview.context["columns"]}


def test_a_name_that_is_here_is_asked_about_and_the_answer_counts(screen, facility):
    first = b"Apellidos y nombres;Sexo\nQUISPE, Ana;mujer\n"
    second = "Apellidos y nombres;Sexo\nQuispe, Ána;mujer\nSULCA, Eva;mujer\n".encode()
    sent = upload(screen, facility, "uno.csv", first)
    screen.post(sent.url, mapping_of(screen.get(sent.url)) | {"act": "confirm"})

    sent = upload(screen, facility, "dos.csv", second)
    asked = screen.get(sent.url)
    refused = screen.post(sent.url, mapping_of(asked) | {"act": "confirm"})
    answered = screen.post(sent.url, mapping_of(asked) | {"row-2": "new", "act": "confirm"}, follow=True)

    assert [field.html_name for field in asked.context["questions"]] == ["row-2"]
    assert refused.status_code == 200
    assert number(answered, "new") == 2
    assert count() == 3


def test_all_rows_can_be_answered_at_once(screen, facility):
    text = "Apellidos y nombres;Sexo\nQUISPE, Ana;mujer\nSULCA, Eva;mujer\n"
    sent = upload(screen, facility, "uno.csv", text.encode())
    screen.post(sent.url, mapping_of(screen.get(sent.url)) | {"act": "confirm"})

    sent = upload(screen, facility, "dos.csv", (text + "\n").encode())
    asked = screen.get(sent.url)
    screen.post(sent.url, mapping_of(asked) | {"all": "same"})
    settled = screen.get(sent.url)

    assert len(asked.context["report"].unanswered) == 2
    assert (settled.context["report"].linked, settled.context["report"].is_clean) == (2, True)


def test_columns_can_be_mapped_by_hand(screen, facility):
    text = "Persona;Apellidos;Nombres;Genero persona\n1;QUISPE;Ana;mujer\n"
    sent = upload(screen, facility, "lista.csv", text.encode())
    asked = screen.get(sent.url)
    screen.post(sent.url, mapping_of(asked) | {"column-3": "sex", "act": "check"})
    mapped = screen.get(sent.url)

    assert [problem.code for problem in asked.context["report"].problems] == ["sex_not_mapped"]
    assert mapped.context["report"].is_clean


def test_only_its_owner_opens_an_upload(client, screen, facility):
    sent = upload(screen, facility, "participants_ayacucho_corrected.csv")
    colleague = make_posting("coordinator", facility).user
    client.force_login(colleague)

    answers = [
        client.get(sent.url),
        client.post(sent.url, {"act": "confirm"}),
        client.get(f"{sent.url}errors/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert count() == 0


def test_a_facilitator_imports_nothing(client, facility):
    client.force_login(make_posting("facilitator", facility).user)

    assert client.get(START).status_code == 403
    assert upload(client, facility, "participants_ayacucho_corrected.csv").status_code == 403
    assert count() == 0


def test_a_list_for_another_facility_is_refused(screen):
    elsewhere = make_facility()

    answer = upload(screen, elsewhere, "participants_ayacucho_corrected.csv")

    assert list(answer.context["form"].errors) == ["facility"]


def test_the_kept_list_is_sealed_and_holds_no_forbidden_column(screen, facility):
    text = "Apellidos y nombres;Sexo;Delito\nQUISPE, Ana;mujer;hurto agravado\n"
    sent = upload(screen, facility, "lista.csv", text.encode())
    with scope.use(scope.system("builders")):
        job = Job.objects.get()
    kept = drafts.path_of(job.pk).read_bytes()

    assert b"QUISPE" not in kept
    assert drafts.path_of(job.pk).stat().st_mode & 0o077 == 0
    assert drafts.load(job.pk).table.rows == ((2, ("QUISPE, Ana", "mujer", "")),)
    assert b"hurto" not in screen.get(sent.url).content


def test_after_a_day_the_kept_list_is_gone(screen, facility):
    sent = upload(screen, facility, "participants_ayacucho_corrected.csv")
    with scope.use(scope.system("builders")):
        path = drafts.path_of(Job.objects.get().pk)
    yesterday = time.time() - 25 * 3600
    os.utime(path, (yesterday, yesterday))

    answer = screen.get(sent.url)
    people.prune_drafts()

    assert answer.url == START
    assert not path.exists()


def test_choosing_columns_keeps_the_list_no_longer(screen, facility):
    sent = upload(screen, facility, "participants_ayacucho_corrected.csv")
    with scope.use(scope.system("builders")):
        path = drafts.path_of(Job.objects.get().pk)
    before = time.time() - 23 * 3600
    os.utime(path, (before, before))

    screen.post(sent.url, mapping_of(screen.get(sent.url)) | {"act": "check"})

    assert path.stat().st_mtime == pytest.approx(before, abs=1)


def test_an_upload_can_be_destroyed(screen, facility):
    sent = upload(screen, facility, "participants_ayacucho_corrected.csv")
    with scope.use(scope.system("builders")):
        path = drafts.path_of(Job.objects.get().pk)

    screen.post(sent.url, {"act": "discard"})

    assert not path.exists()


def workbook(*rows):
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("broken.xlsx", b"PK\x03\x04 this is no archive"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("no_header.csv", b"uno;dos;tres\n1;2;3\n"),
        ("nobody.xlsx", workbook(["Apellidos y nombres", "Sexo"])),
    ],
)
def test_what_is_no_list_is_refused_beside_the_field(screen, facility, name, data):
    answer = upload(screen, facility, name, data)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]
    assert count() == 0
