"""Uploaded pictures may be served by Django where no proxy is; documents and private files never."""

import pytest
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from cms import views


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("images/puente.png", "documents/lista.pdf", "private/x.json"):
        (settings.MEDIA_ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.MEDIA_ROOT / name).write_bytes(b"content")
    (tmp_path / "outside.txt").write_bytes(b"outside")
    return settings


@pytest.mark.django_db  # the end of a streamed answer closes connections
def test_picture_is_served(rf, uploads):
    answer = views.media(rf.get("/media/images/puente.png"), "images/puente.png")

    assert b"".join(answer.streaming_content) == b"content"
    answer.close()


@pytest.mark.parametrize(
    "path", ["documents/lista.pdf", "private/x.json", "../outside.txt", "images/../documents/lista.pdf"]
)
def test_documents_private_and_outside_files_are_not(rf, uploads, path):
    with pytest.raises(Http404):
        views.media(rf.get(f"/media/{path}"), path)


def test_production_has_no_media_address():
    with pytest.raises(NoReverseMatch):
        reverse("media", args=["images/puente.png"])
