"""Keeps a finished book for some days, since a hundred pages take many seconds to lay out.

It is kept under the hash of everything that it is made of: another word in a lesson makes another book, and
nobody finds a book without holding its content already.
"""

import hashlib
from importlib.metadata import version

from django.core.cache import cache

from curriculum import pdf
from curriculum.packs.rendering import Sheets

DAYS = 7


def rendered(html: str, language: str, sheets: Sheets) -> bytes:
    """The document as a PDF, made now or found as it was made before."""
    place = f"curriculum.book.{_mark(html, language, sheets)}"
    content = cache.get(place)
    if content is None:
        content = pdf.render(html, language=language, stylesheets=sheets.stylesheets, assets=sheets.assets)
        cache.set(place, content, DAYS * 86_400)
    return content


def _mark(html: str, language: str, sheets: Sheets) -> str:
    mark = hashlib.sha256(version("weasyprint").encode())
    assets = [part for name in sorted(sheets.assets) for part in (name.encode(), sheets.assets[name])]
    for part in (html.encode(), language.encode(), *map(str.encode, sheets.stylesheets), *assets):
        mark.update(hashlib.sha256(part).digest())
    return mark.hexdigest()
