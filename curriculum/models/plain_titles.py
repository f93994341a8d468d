"""Titles without accents in a site's own index, so that Wagtail's lists and choosers find `nino` for `Niño`.

SQLite's index leaves accents out by itself; PostgreSQL's would need an extension that only some may install.
"""

from wagtail.search import index

from curriculum import plain_words

PLAIN_TITLE = [index.SearchField("plain_title"), index.AutocompleteField("plain_title")]


class PlainTitle:
    """Adds the plain form of a title; it is computed when the page is indexed and stored nowhere else."""

    @property
    def plain_title(self):
        return plain_words.plain(self.title)
