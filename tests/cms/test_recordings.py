"""Authors bring recordings into lessons; what a browser would run is not taken, and nothing is run."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from curriculum.blocks import MediaBlock

UPLOADED = {
    "voz.mp3": "audio/mpeg",
    "voz.m4a": "audio/mp4",
    "voz.ogg": "audio/ogg",
    "voz.wav": "audio/wav",
    "juego.mp4": "video/mp4",
    "juego.webm": "video/webm",
    "VOZ.MP3": "audio/mpeg",
}
RUN = ["pagina.html", "pagina.htm", "dibujo.svg", "pagina.xhtml", "programa.js", "voz.mp3.html", "sin_nombre"]
SCRIPT = b"<script>alert(1)</script>"
DEPLOY = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "deploy"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def upload(client, superuser_in_admin):
    """``upload(name, where)`` sends a file as the form of documents or as the chooser of a lesson does."""

    def send(name, where="wagtaildocs_chooser:create", content=SCRIPT):
        prefix = "document-chooser-upload-" if "chooser" in where else ""
        fields = {
            "title": name,
            "collection": 1,
            "file": SimpleUploadedFile(name, content, content_type="text/html"),
        }
        return client.post(reverse(where), {f"{prefix}{key}": value for key, value in fields.items()})

    return send


def held():
    return get_document_model().objects.order_by("pk")


def test_an_uploaded_recording_can_be_chosen_in_a_lesson(client, upload):
    answer = upload("voz.mp3", content=b"ID3" + bytes(40))

    recording = held().get()
    listed = client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    chosen = client.get(reverse("wagtaildocs_chooser:chosen", args=[recording.pk])).json()
    assert answer.json()["step"] == chosen["step"] == "chosen"
    assert f'href="{reverse("wagtaildocs_chooser:chosen", args=[recording.pk])}"' in listed
    block = MediaBlock()
    value = block.to_python(
        {"audience": "both", "file": recording.pk, "alt_text": "Voz", "transcript": "Sí."}
    )
    assert block.clean(value)["file"] == recording


@pytest.mark.parametrize("name", UPLOADED)
def test_a_recording_is_handed_over_as_a_file_and_never_run(client, upload, name):
    upload(name)

    answer = client.get(held().get().url)
    content = b"".join(answer.streaming_content)
    answer.close()

    assert content == SCRIPT
    assert (answer.status_code, answer["Content-Type"]) == (200, UPLOADED[name])
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("where", ["wagtaildocs_chooser:create", "wagtaildocs:add"])
@pytest.mark.parametrize("name", RUN)
def test_what_a_browser_would_run_is_not_taken(upload, name, where):
    answer = upload(name, where)

    assert answer.status_code == 200
    assert not held().exists()


def test_what_is_too_large_is_refused_in_words(upload, settings):
    answer = upload("voz.mp3", content=bytes(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1))

    assert not held().exists()
    assert "24" in answer.json()["htmlFragment"]


def test_the_largest_recording_passes_the_proxies_of_the_docs(settings):
    assert {limit * 1024 * 1024 > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE for limit in limits()} == {True}


def limits():
    """The megabytes that each proxy of the docs lets through."""
    texts = [(DEPLOY / name).read_text() for name in ("nginx.conf.example", "Caddyfile.example")]
    found = [
        re.search(r"(?:client_max_body_size|max_size)\s+(\d+)\s*M", text, re.IGNORECASE) for text in texts
    ]
    return {int(one.group(1)) for one in found}
