"""Makes the sheets of a pack out of a lesson's content: one HTML, its style and its pictures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from curriculum.packs import fallback, pictures, sections
from curriculum.packs.choice import Choice

PRINT_CSS = Path(__file__).resolve().parent.parent / "static" / "curriculum" / "css" / "lesson-print.css"

Originals = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Gives the stored bytes of pictures by their hashes."""


@dataclass(frozen=True)
class Sheets:
    """Sections of a document, each beginning on a new page; they go into a `<body>`."""

    html: SafeString
    stylesheets: tuple[str, ...]
    assets: Mapping[str, bytes]


@lru_cache(maxsize=1)
def print_css() -> str:
    """Return the print sheet of lessons."""
    return PRINT_CSS.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Placed:
    """Pictures made ready for paper: what the document calls them, and their bytes under that name."""

    addresses: Mapping[str, str]
    assets: Mapping[str, bytes]


def placed(hashes: Iterable[str], originals: Originals) -> Placed:
    """Fetch these pictures and make them ready; one that is lost or cannot be drawn is left out."""
    flat = pictures.for_paper(originals(hashes))
    names = {name: f"picture-{name}.jpg" for name in flat}
    return Placed(
        {name: f"asset:{called}" for name, called in names.items()},
        {called: flat[name] for name, called in names.items()},
    )


def sheets(
    content: Mapping[str, Any], choice: Choice, originals: Originals, *, wanted_language: str = ""
) -> Sheets:
    """Every chosen sheet of a lesson as often as it was asked for, with what it shows."""
    wanted = [name for name, copies in choice.copies() if copies]
    shown = placed(sections.pictures_of(content, wanted), originals)
    html = sections_html(content, choice, shown.addresses, wanted_language=wanted_language, on_paper=True)
    return Sheets(html, (print_css(),), shown.assets)


def sections_html(
    content: Mapping[str, Any],
    choice: Choice,
    addresses: Mapping[str, str],
    *,
    wanted_language: str = "",
    on_paper: bool = False,
) -> SafeString:
    """The chosen sheets as HTML whose pictures and recordings stand at these addresses.

    On paper they have running heads and page numbers, which no browser knows.
    """
    language = str(content.get("language") or "")
    shown = {
        "lesson": content,
        "language": language,
        "on_paper": on_paper,
        "fallback": fallback.fallback(wanted_language, language),
    }
    with translation.override(language or None):
        written = [
            _written(name, copies, {**shown, **sections.shown(name, content, addresses)})
            for name, copies in choice.copies()
            if copies
        ]
    return mark_safe("".join(written))


def _written(name: str, copies: int, shown: Mapping[str, Any]) -> str:
    """One sheet; `curriculum.pdf` repeats its pages as often as it says."""
    named = {"id": f"sheet-{shown['lesson'].get('key', '')}-{name}", "copies": copies}
    return render_to_string(f"curriculum/print/{name}.html", {**shown, **named})


def document(title: str, language: str, html: SafeString, *, linked: bool = False) -> str:
    """A whole HTML document around sheets; `linked` for a browser, which fetches the print sheet itself."""
    context = {"title": title, "language": language, "html": html, "linked": linked}
    return render_to_string("curriculum/print/document.html", context)
