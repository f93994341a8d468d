"""The only PDF engine and fetcher of the product: HTML and bytes in, the same bytes out every time.

WeasyPrint is loaded on first use, so a site without Pango starts; `available()` says why it cannot print.
"""

from curriculum.pdf.availability import Availability, PdfUnavailable, available
from curriculum.pdf.documents import Layout, MissingTitle, RefusedAddress, lay_out, render, render_pages
from curriculum.pdf.letters import missing_letters
from curriculum.pdf.merging import merge
from curriculum.pdf.qr import qr_png

__all__ = [
    "Availability",
    "Layout",
    "MissingTitle",
    "PdfUnavailable",
    "RefusedAddress",
    "available",
    "lay_out",
    "merge",
    "missing_letters",
    "qr_png",
    "render",
    "render_pages",
]
