"""The facilitator's guide of a lesson: about ten pages of A4 from the lesson page to the bytes."""

import io
from pathlib import Path

import pikepdf

from benchmarks.figures import Figure, timed
from curriculum import operations, pdf
from curriculum.models import LessonPage
from curriculum.packs import live, rendering
from curriculum.packs.choice import Choice

STARTER = Path(operations.__file__).resolve().parent.parent / "starter"
GUIDE = Choice(guide=1)


def measure(options) -> list[Figure]:
    """One guide, first of the process and then again."""
    loaded, load = timed(lambda: operations.load_programme(STARTER, user=None))
    lesson = LessonPage.objects.descendant_of(loaded.programme).order_by("path").first()
    content, first = timed(lambda: _printed(lesson))
    taken = min((timed(lambda: _printed(lesson))[1] for _ in range(options.times)), key=lambda one: one.cpu)
    group = f"Facilitator's guide, {pages_of(content)} pages"
    return [
        Figure(group, "printed", taken.wall, "s", 5),
        Figure(group, "printed, processor", taken.cpu, "s"),
        Figure(group, "size", len(content) / 1024, "KB"),
        Figure(group, "first of the process", first.wall, "s"),
        Figure(group, "loading the starter programme", load.wall, "s"),
    ]


def _printed(lesson) -> bytes:
    sheets = live.sheets(lesson, GUIDE)
    html = rendering.document(lesson.title, "es", sheets.html)
    return pdf.render(html, language="es", stylesheets=sheets.stylesheets, assets=sheets.assets)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)
