"""Lays out HTML once and writes it as one PDF or as one PDF for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curriculum.pdf.availability import engine

ACCESSIBLE = "pdf/ua-1"


class RefusedAddress(ValueError):
    """The document asked for something that its caller did not hand over."""


class MissingTitle(ValueError):
    """An accessible PDF needs a <title> in its HTML."""


@dataclass(frozen=True)
class Layout:
    """Pages ready to be written; keeps the laid-out document, so many files cost one layout."""

    document: Any
    variant: str | None

    @property
    def page_count(self) -> int:
        return len(self.document.pages)

    def write(
        self,
        pages: Sequence[int] | None = None,
        *,
        identifier: bytes | None = None,
        title: str | None = None,
    ) -> bytes:
        """Write all pages, or those with the given numbers from 0, as one PDF."""
        return engine().write(self, pages, identifier, title)


def lay_out(
    html: str,
    *,
    language: str,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, bytes] | None = None,
    variant: str | None = ACCESSIBLE,
) -> Layout:
    """Lay out a whole HTML document.

    `stylesheets` are CSS texts; both may name `asset:<key of assets>` and `qr:<payload>` and nothing else.
    A `<section id data-copies="20">` that begins and ends with its pages is laid out once and stands there
    so often.
    """
    return Layout(engine().lay_out(html, language, stylesheets, assets or {}, variant), variant)


def render(
    html: str,
    *,
    language: str,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, bytes] | None = None,
    variant: str | None = ACCESSIBLE,
    identifier: bytes | None = None,
) -> bytes:
    """Return the document as one PDF: the same input gives the same bytes."""
    laid = lay_out(html, language=language, stylesheets=stylesheets, assets=assets, variant=variant)
    return laid.write(identifier=identifier)


def render_pages(
    html: str,
    *,
    language: str,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, bytes] | None = None,
    variant: str | None = ACCESSIBLE,
) -> list[bytes]:
    """Return one PDF for each page of the document, laid out once."""
    laid = lay_out(html, language=language, stylesheets=stylesheets, assets=assets, variant=variant)
    return [laid.write([number]) for number in range(laid.page_count)]
