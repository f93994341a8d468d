"""Finds the pictures of a lesson by their hash and makes them ready for paper, always the same bytes."""

import io
from collections.abc import Iterable, Mapping

from PIL import Image, UnidentifiedImageError

from curriculum import models

PICTURE_SIZE = (1200, 1200)
JPEG_QUALITY = 80


def frozen(hashes: Iterable[str]) -> dict[str, bytes]:
    """The copied bytes of frozen pictures by hash, one query; what is not there is left out."""
    wanted = set(hashes)
    rows = models.CopiedMedia.objects.filter(file_hash__in=wanted) if wanted else ()
    return {row.file_hash: content for row in rows if (content := content_of(row.file)) is not None}


def content_of(file) -> bytes | None:
    """The bytes of a stored file; nothing when it was lost."""
    try:
        with file.open("rb") as stored:
            return stored.read()
    except FileNotFoundError:
        return None


def for_paper(originals: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each picture that can be printed, by its hash, as a JPEG on white.

    Small enough for paper, and without transparency, which doubles printing time.
    """
    flat = {name: _flattened(content) for name, content in originals.items()}
    return {name: content for name, content in flat.items() if content is not None}


def _flattened(content: bytes) -> bytes | None:
    written = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.thumbnail(PICTURE_SIZE)
            layer = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError):
        return None
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    paper.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
