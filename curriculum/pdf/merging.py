"""Joins finished PDFs into one file for the printer; tags are not kept."""

import io
from collections.abc import Iterable

import pikepdf


def merge(pdfs: Iterable[bytes]) -> bytes:
    """Return one PDF with the pages of all, in order; the same parts give the same bytes."""
    joined = pikepdf.new()
    for part in pdfs:
        with pikepdf.open(io.BytesIO(part)) as document:
            joined.pages.extend(document.pages)
    written = io.BytesIO()
    joined.save(
        written,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return written.getvalue()
