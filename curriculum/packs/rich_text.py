"""Keeps of a stored rich text its words and the marks that a lesson may hold, and nothing else. PURE.

Printing must not depend on what an editor's features are today, nor look anything up in the database.
"""

import html
from html.parser import HTMLParser

KEPT = frozenset({"p", "b", "strong", "i", "em", "ul", "ol", "li", "br"})
EMPTY = frozenset({"br"})
SILENT = frozenset({"script", "style", "template", "title", "textarea"})


class Rich(str):
    """A text that templates print as the HTML it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.standing: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in KEPT:
            self.written.append(f"<{tag}>")
            if tag not in EMPTY:
                self.standing.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag in EMPTY:
            self.written.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.standing:
            self._close(self.standing[::-1].index(tag) + 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.written.append(html.escape(data, quote=False))

    def _close(self, depth: int) -> None:
        """Close as many standing tags, the innermost first."""
        for _each in range(depth):
            self.written.append(f"</{self.standing.pop()}>")

    def whole(self) -> str:
        self.close()
        self._close(len(self.standing))
        return "".join(self.written)


def rich(text: object) -> Rich:
    """Return the text without foreign tags, attributes and scripts; empty when it says nothing."""
    reader = _Reader()
    reader.feed(str(text or ""))
    written = reader.whole()
    return Rich(written if _says_something(written) else "")


def _says_something(written: str) -> bool:
    for tag in KEPT:
        written = written.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return bool(written.strip())
