"""Thirty certificates from the press of the button to the print file, and the same pages printed naively.

Naively: one HTML and one stylesheet a person, laid out and written alone, as the engine's tutorial shows it.
"""

import io
from statistics import mean

import pikepdf
import weasyprint

from assessments import scope
from assessments.certificates import archive, operations, parcel, rendering
from assessments.models import Certificate
from benchmarks.figures import Figure, timed
from curriculum import pdf
from curriculum.pdf.engine import Fetcher
from tests.builders.certificates import make_graduates

PEOPLE = 30
NAMES = tuple((f"María Elena {letter}.", "Quispe Huamán") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÑ")
GROUP = f"{PEOPLE} certificates"


def measure(options) -> list[Figure]:
    """Issue, print and parcel once; then print the same again, ours against naive, several times."""
    graduates = make_graduates(PEOPLE, names=NAMES)
    with scope.use(graduates.scope()):
        files, whole = timed(lambda: _issue(graduates))
        certificates = list(Certificate.objects.with_key())
        snapshots = [archive.snapshot_of(one) for one in certificates]
        sizes = [len(archive.pdf_of(one)) for one in certificates]
    ours = min(_printing(rendering.render, snapshots) for _ in range(options.times))
    naive = min(_printing(_naively, snapshots) for _ in range(options.times))
    return [
        Figure(GROUP, "checked, issued, printed, parcelled", whole.wall, "s", 5),
        Figure(GROUP, "the same, processor", whole.cpu, "s"),
        Figure(GROUP, "printing one, processor", ours / PEOPLE * 1000, "ms"),
        Figure(GROUP, "printing one naively, processor", naive / PEOPLE * 1000, "ms"),
        Figure(GROUP, "ours / naive", ours / naive, "x", 0.30),
        Figure(GROUP, "a file, mean", mean(sizes) / 1024, "KB"),
        Figure(GROUP, "a file, largest", max(sizes) / 1024, "KB", 65),
        Figure(GROUP, "a page of the print file", len(files["print.pdf"]) / PEOPLE / 1024, "KB", 8),
        Figure(GROUP, "pages in the print file", _pages(files["print.pdf"]), "", PEOPLE),
    ]


def _issue(graduates) -> dict[str, bytes]:
    issued = operations.issue(user=graduates.coordinator, cohort=graduates.cohort, enrolments=graduates.ids)
    assert not issued.refused, issued.refused
    return parcel.make(issued.certificates)


def _printing(render, snapshots) -> float:
    files, took = timed(lambda: render(snapshots))
    assert len(files) == len(snapshots)
    return took.cpu


def _naively(snapshots) -> list[bytes]:
    return [_alone(one) for one in snapshots]


def _alone(snapshot) -> bytes:
    fetcher = Fetcher(rendering._assets())
    fonts = weasyprint.text.fonts.FontConfiguration()
    faces = (pdf.engine.STATIC / "css" / "print-fonts.css").read_text(encoding="utf-8")
    sheets = [
        weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=fonts)
        for css in (faces, rendering._css())
    ]
    page = weasyprint.HTML(string=rendering._html(snapshot.language, [snapshot]), url_fetcher=fetcher)
    return page.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")


def _pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)
