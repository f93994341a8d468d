"""When two spellings of a name are alike: accents, capitals and spaces do not count. Pure."""

import unicodedata
from collections.abc import Iterable


def folded(text: str) -> str:
    """``"  Ñahui  QUISPE"`` and ``"nahui quispe"`` become the same text."""
    if text.isascii():  # nothing to take apart, in half the time
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(letters.split())


def name_key(given_names: str, surnames: str) -> str:
    """What two records of one name share."""
    return f"{folded(surnames)}|{folded(given_names)}"


def matches(query: str, name: str) -> bool:
    """Whether every word of ``query`` begins a word of ``name``."""
    return begins(folded(query).split(), name)


def begins(parts: Iterable[str], name: str) -> bool:
    """Whether each of these folded parts begins a word of ``name``: for one query and many names."""
    words = folded(name).split()
    return all(any(word.startswith(part) for word in words) for part in parts)
