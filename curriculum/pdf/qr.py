"""Draws QR codes as PNG, always the same bytes for the same payload."""

import io
from functools import lru_cache

import segno

MASK = 2  # fixed: choosing the best of eight masks costs eight times as long
PIXELS_PER_MODULE = 4
QUIET_ZONE = 4


@lru_cache(maxsize=64)
def qr_png(payload: str) -> bytes:
    """Return a one-bit PNG of the payload (error correction M); upper case keeps it small."""
    picture = io.BytesIO()
    code = segno.make(payload, error="m", mask=MASK, micro=False, boost_error=False)
    code.save(picture, kind="png", scale=PIXELS_PER_MODULE, border=QUIET_ZONE)
    return picture.getvalue()
