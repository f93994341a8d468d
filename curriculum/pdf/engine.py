"""The part that imports WeasyPrint; reached through `curriculum.pdf` alone, never directly."""

import copy
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import unquote

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from curriculum.pdf.documents import Layout, MissingTitle, RefusedAddress
from curriculum.pdf.qr import qr_png

STATIC = Path(__file__).resolve().parent.parent / "static" / "curriculum"
FONT_PREFIX = "font/"
PANGO = RLock()  # Pango's font map is shared and not safe for two threads at once


@lru_cache(maxsize=8)
def font_bytes(name: str) -> bytes:
    """Return a vendored font by its file name; a `KeyError` says it is not one of ours."""
    return {face.name: face for face in (STATIC / "fonts").glob("*.ttf")}[name].read_bytes()


class Fetcher(URLFetcher):
    """Answers `asset:` and `qr:` from memory and refuses every other address: no file, no network."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset", "qr"), allow_redirects=False)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _colon, rest = url.partition(":")
        wanted = unquote(rest)
        try:
            body, kind = self._qr(wanted) if scheme.lower() == "qr" else self._asset(scheme, wanted)
        except KeyError:
            self.refused.append(url[:200])
            raise FatalURLFetchingError(url) from None
        return URLFetcherResponse(url, body, {"Content-Type": kind})

    def _qr(self, payload: str) -> tuple[bytes, str]:
        return qr_png(payload), "image/png"

    def _asset(self, scheme: str, name: str) -> tuple[bytes, str]:
        if scheme.lower() != "asset":
            raise KeyError(scheme)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.startswith(FONT_PREFIX):
            return font_bytes(name.removeprefix(FONT_PREFIX)), kind
        return self.assets[name], kind


@lru_cache(maxsize=1)
def typeface() -> tuple[FontConfiguration, Any]:
    """Return the one font configuration of this process and the sheet that names our faces."""
    fonts = FontConfiguration()
    css = (STATIC / "css" / "print-fonts.css").read_text(encoding="utf-8")
    return fonts, weasyprint.CSS(string=css, url_fetcher=Fetcher({}), font_config=fonts)


@contextmanager
def engine_for(fetcher: Fetcher) -> Iterator[None]:
    """Hold the engine for one job; a refused address ends it, also where WeasyPrint swallows the error."""
    with PANGO:
        with suppress(FatalURLFetchingError):
            yield
        if fetcher.refused:
            raise RefusedAddress(f"The document asks for {fetcher.refused[0]}, which it was not given.")


def lay_out(
    html: str, language: str, stylesheets: Sequence[str], assets: Mapping[str, bytes], variant: str | None
) -> Any:
    """Return WeasyPrint's laid-out document; every address goes through one fetcher."""
    fetcher = Fetcher(assets)
    with engine_for(fetcher):
        fonts, faces = typeface()
        page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=None)
        page.etree_element.set("lang", language)
        sheets = [weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in stylesheets]
        document = page.render(font_config=fonts, stylesheets=[faces, *sheets], pdf_variant=variant)
        document = repeated(document, page.etree_element)
    if variant and "ua" in variant and not document.metadata.title:
        raise MissingTitle("An accessible PDF needs a title: put <title> into the head of its HTML.")
    return document


def repeated(document: Any, root: Any) -> Any:
    """Return the document with the pages of each `<section id data-copies>` as often as it says.

    They are laid out once; a section with copies begins and ends with its pages.
    """
    pages = document.pages
    for section in root.iter("section"):
        copies = int(section.get("data-copies", 1))
        own = [number for number, page in enumerate(pages) if section.get("id") in page.anchors]
        if copies > 1 and own:
            after = own[-1] + 1
            pages = pages[:after] + pages[own[0] : after] * (copies - 1) + pages[after:]
    return document if pages is document.pages else document.copy(pages)


def write(layout: Layout, pages: Sequence[int] | None, identifier: bytes | None, title: str | None) -> bytes:
    """Write chosen pages of a laid-out document, or all of them."""
    everything = layout.document.pages
    part = layout.document.copy(everything if pages is None else [everything[number] for number in pages])
    if title is not None:
        part.metadata = copy.copy(part.metadata)
        part.metadata.title = title
    with engine_for(part.url_fetcher):
        return part.write_pdf(pdf_variant=layout.variant, pdf_identifier=identifier or True, finisher=_finish)


def _finish(_document: Any, pdf: pydyf.PDF) -> None:
    entries = [entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary)]
    _drop_empty_resources(entries)
    _name_scopes(entries)


def _drop_empty_resources(entries: Sequence[Any]) -> None:
    """Remove empty /Pattern and /Shading entries: archival checkers reject them."""
    for entry in entries:
        for name in ("Pattern", "Shading"):
            if name in entry and isinstance(entry[name], dict) and not entry[name]:
                del entry[name]


def _name_scopes(entries: Sequence[Any]) -> None:
    """Say of each table heading what it heads: columns in a row of headings, otherwise its own row."""
    elements = {entry.reference: entry for entry in entries if entry.get("Type") == "/StructElem"}
    for row in [entry for entry in elements.values() if entry.get("S") == "/TR"]:
        headings = [elements[cell] for cell in row["K"] if elements[cell]["S"] == "/TH"]
        for heading in headings:
            heading["A"]["Scope"] = "/Column" if len(headings) == len(row["K"]) else "/Row"
