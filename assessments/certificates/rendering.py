"""From frozen snapshots to PDFs: the same snapshot gives the same bytes, alone or among others."""

import hashlib
import importlib.metadata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path

from django.template.loader import get_template, render_to_string

from assessments.certificates.snapshot import Snapshot
from curriculum import pdf

TEMPLATE = "assessments/certificates/certificate.html"
ASSETS = Path(__file__).resolve().parent.parent / "static" / "assessments" / "certificates"
CHUNK = 25
# The longest name and title that still stand well: (up to so many letters, class).
NAME_SIZES = ((28, ""), (40, "name--long"), (64, "name--longer"), (110, "name--longest"))
TITLE_SIZES = ((46, ""), (100, "title--long"), (160, "title--longer"))
LONGEST_NAME, LONGEST_TITLE = NAME_SIZES[-1][0], TITLE_SIZES[-1][0]


class DoesNotFit(Exception):
    """A certificate would need more than its one page."""


def render(snapshots: Sequence[Snapshot]) -> list[bytes]:
    """One PDF for each snapshot, laid out 25 at a time."""
    files = []
    for language, several in groupby(snapshots, key=lambda one: one.language):
        for chunk in _chunks(list(several)):
            files += _render_chunk(language, chunk)
    return files


@lru_cache(maxsize=1)
def template_sha256() -> str:
    """Names everything but the snapshot that decides the bytes: HTML, CSS, frame, faces, renderer."""
    parts = [Path(get_template(TEMPLATE).origin.name).read_bytes(), _css().encode()]
    parts += [content for _name, content in sorted(_assets().items())]
    parts += [face.read_bytes() for face in sorted(_faces())]
    parts.append(f"weasyprint {importlib.metadata.version('weasyprint')}".encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def text_of(snapshot: Snapshot) -> str:
    """Every word that the certificate would show or hold, for the check of its words."""
    reader = _Words()
    reader.feed(_html(snapshot.language, [snapshot]))
    return "\n".join(reader.found)


def _render_chunk(language: str, chunk: Sequence[Snapshot]) -> list[bytes]:
    layout = pdf.lay_out(_html(language, chunk), language=language, stylesheets=[_css()], assets=_assets())
    if layout.page_count != len(chunk):
        raise DoesNotFit(f"{layout.page_count} pages for {len(chunk)} certificates")
    return [
        layout.write([page], identifier=bytes.fromhex(snapshot.sha256())[:16], title=snapshot.document_title)
        for page, snapshot in enumerate(chunk)
    ]


def _html(language: str, chunk: Sequence[Snapshot]) -> str:
    certificates = [
        {
            "snapshot": one,
            "name_size": _size(one.name, NAME_SIZES),
            "title_size": _size(one.title, TITLE_SIZES),
        }
        for one in chunk
    ]
    return render_to_string(
        TEMPLATE, {"language": language, "title": chunk[0].document_title, "certificates": certificates}
    )


def _size(text: str, sizes: Sequence[tuple[int, str]]) -> str:
    return next((name for limit, name in sizes if len(text) <= limit), sizes[-1][1])


@lru_cache(maxsize=1)
def _css() -> str:
    return (ASSETS / "certificate.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _assets() -> dict[str, bytes]:
    return {name: (ASSETS / name).read_bytes() for name in ("frame.svg", "across.svg", "down.svg")}


def _faces() -> Iterator[Path]:
    return (Path(pdf.__file__).resolve().parent.parent / "static" / "curriculum" / "fonts").glob("*.ttf")


def _chunks(snapshots: Sequence[Snapshot]) -> Iterator[Sequence[Snapshot]]:
    return (snapshots[start : start + CHUNK] for start in range(0, len(snapshots), CHUNK))


class _Words(HTMLParser):
    """Collects what a reader of the page or of its file could meet: text, title, alternatives."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name in ("alt", "src")]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data.strip())
