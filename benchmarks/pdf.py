"""The facilitator's guide of a long lesson: ten pages of A4 from the lesson page to the bytes."""

import io
from pathlib import Path

import pikepdf
from django.test import RequestFactory

from benchmarks.figures import Figure, timed
from curriculum import operations, printing
from curriculum.audience import Reader
from curriculum.models import LessonPage

STARTER = Path(operations.__file__).resolve().parent.parent / "starter"
PAGES = 10


def measure(options) -> list[Figure]:
    """One guide as it comes, and the blocks of several lessons until they fill ten pages."""
    loaded, load = timed(lambda: operations.load_programme(STARTER, user=None))
    lessons = list(LessonPage.objects.descendant_of(loaded.programme).order_by("path"))
    short, first = timed(lambda: _printed(lessons[0]))
    again = min((timed(lambda: _printed(lessons[0]))[1] for _ in range(options.times)), key=_cpu)
    long, pages = _long_lesson(lessons)
    taken = min((timed(lambda: _printed(long))[1] for _ in range(options.times)), key=_cpu)
    group = f"Facilitator's guide, {pages} pages"
    return [
        Figure(group, "printed", taken.wall, "s", 5),
        Figure(group, "printed, processor", taken.cpu, "s"),
        Figure(group, "size", len(_printed(long)) / 1024, "KB"),
        Figure(group, f"a lesson as it is ({_pages(short)} pages), first of the process", first.wall, "s"),
        Figure(group, "the same again", again.wall, "s"),
        Figure(group, "loading the starter programme", load.wall, "s"),
    ]


def _cpu(taken) -> float:
    return taken.cpu


def _long_lesson(lessons) -> tuple[LessonPage, int]:
    """A lesson that goes on with the blocks of the next ones until its guide has ten pages."""
    page, others = lessons[0], iter([block for lesson in lessons[1:] for block in lesson.body])
    pages = _pages(_printed(page))
    while pages < PAGES:
        for block in (next(others) for _ in range(2)):
            page.body.append((block.block_type, block.value))
        pages = _pages(_printed(page))
    return page, pages


def _printed(page) -> bytes:
    return printing.to_pdf(printing.plan(page, Reader.FACILITATOR), RequestFactory().get("/"))


def _pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)
