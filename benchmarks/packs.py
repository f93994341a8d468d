"""Packs of a frozen lesson and the book of a whole programme, from their content to the bytes."""

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from benchmarks.figures import Figure, timed
from benchmarks.pdf import STARTER, pages_of
from curriculum import operations, outline, pdf
from curriculum.audience import Reader
from curriculum.outline import Choice
from curriculum.packs import book, kept, live

SMALL = Choice(guide=1)
SESSION = Choice(guide=1, handouts=20, large_print=5, fidelity=1)
LARGEST = Choice(handouts=60, large_print=60)


def measure(options) -> list[Figure]:
    """Each kind of pack at its best of some times, and both books once made and once found again."""
    page = operations.load_programme(STARTER, user=None).programme
    frozen = outline.freeze(page.translation_key, page.locale.language_code)
    sha256 = frozen.outline.lessons[0].content_sha256
    _printed(sha256, Choice(fidelity=1))
    return [
        *_pack(sha256, SMALL, "guide alone", options.times, 5),
        *_pack(sha256, SESSION, "pack for 25 people", options.times, 5),
        *_pack(sha256, LARGEST, "120 handouts", options.times, None),
        *_book(page, Reader.PARTICIPANT),
        *_book(page, Reader.FACILITATOR),
    ]


def _pack(sha256, choice, name, times, most) -> list[Figure]:
    taken = [timed(lambda: _printed(sha256, choice)) for _ in range(times)]
    content, best = min(taken, key=lambda one: one[1].cpu)
    group = f"Pack: {name}, {pages_of(content)} pages"
    return [
        Figure(group, "printed", best.wall, "s", most),
        Figure(group, "printed, processor", best.cpu, "s"),
        Figure(group, "size", len(content) / 1024, "KB"),
    ]


def _printed(sha256, choice) -> bytes:
    sheets = outline.sheets(sha256, choice)
    html = outline.document("Puente", "es", sheets.html)
    return pdf.render(html, language="es", stylesheets=sheets.stylesheets, assets=sheets.assets)


def _book(page, reader) -> list[Figure]:
    content, taken = timed(lambda: _bound(page, reader))
    _same, again = timed(lambda: _bound(page, reader))
    group = f"Book for the {reader}, {pages_of(content)} pages"
    return [
        Figure(group, "made", taken.wall, "s", 60),
        Figure(group, "made, processor", taken.cpu, "s"),
        Figure(group, "found again", again.wall, "s", 2),
        Figure(group, "size", len(content) / 1024, "KB"),
    ]


def _bound(page, reader) -> bytes:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    bound, shown = live.book(page, reader, request)
    sheets = book.sheets(bound, shown.originals)
    html = outline.document(bound.title, bound.language, sheets.html)
    return kept.rendered(html, bound.language, sheets)
