"""Makes the printed sheets of a lesson: the plan for its reader, and the handouts in large print."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image

from curriculum import pdf
from curriculum.audience import Reader, is_for

PRINT_CSS = Path(__file__).resolve().parent / "static" / "curriculum" / "css" / "lesson-print.css"
PICTURE_SIZE = (1200, 1200)
JPEG_QUALITY = 80


@dataclass(frozen=True)
class Sheet:
    """A template with its context, ready for the screen or for paper."""

    template: str
    context: Mapping[str, Any]


@lru_cache(maxsize=1)
def print_css() -> str:
    """Return the print sheet of lessons."""
    return PRINT_CSS.read_text(encoding="utf-8")


def plan(page, reader: Reader) -> Sheet:
    """The lesson on A4 as this reader may see it."""
    blocks = [block for block in page.body if is_for(block.value.get("audience"), reader)]
    return Sheet("curriculum/print/plan.html", {"page": page, "reader": reader, "blocks": blocks})


def handouts(page) -> Sheet | None:
    """The lesson's handouts, one to a page; nothing when it has none."""
    blocks = [
        block
        for block in page.body
        if block.block_type == "handout" and is_for(block.value.get("audience"), Reader.PARTICIPANT)
    ]
    return _handouts(page, blocks) if blocks else None


def no_handouts(page) -> Sheet:
    """A sheet that says, while the lesson is written, that it has no handout yet."""
    return _handouts(page, [])


def _handouts(page, blocks) -> Sheet:
    context = {"page": page, "reader": Reader.PARTICIPANT, "blocks": blocks}
    return Sheet("curriculum/print/handouts.html", context)


def to_pdf(sheet: Sheet, request) -> bytes:
    """Print a sheet in the lesson's own language; pictures travel as bytes."""
    language = sheet.context["page"].locale.language_code
    addresses, assets = _pictures(sheet.context["blocks"])
    context = {**sheet.context, "linked": False, "image_addresses": addresses}
    with translation.override(language):
        html = render_to_string(sheet.template, context, request=request)
    return pdf.render(html, language=language, stylesheets=[print_css()], assets=assets)


def _pictures(blocks) -> tuple[dict[int, str], dict[str, bytes]]:
    """Give each picture of the blocks an address and its bytes, flattened for paper."""
    images = [block.value["image"] for block in blocks if block.value.get("image")]
    addresses, assets = {}, {}
    for image in images:
        addresses[image.pk] = f"asset:picture-{image.pk}.jpg"
        assets[f"picture-{image.pk}.jpg"] = _flattened(image)
    return addresses, assets


def _flattened(image) -> bytes:
    """Return the picture as a JPEG on white, small enough for paper; transparency doubles printing time."""
    written = io.BytesIO()
    with image.file.open("rb") as stored, Image.open(stored) as picture:
        picture.thumbnail(PICTURE_SIZE)
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        paper.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
