"""When two spellings of a name are alike: accents, capitals and spaces do not count. Pure."""

import unicodedata


def folded(text: str) -> str:
    """``"  Ñahui  QUISPE"`` and ``"nahui quispe"`` become the same text."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(letters.split())


def name_key(given_names: str, surnames: str) -> str:
    """What two records of one name share."""
    return f"{folded(surnames)}|{folded(given_names)}"


def matches(query: str, name: str) -> bool:
    """Whether every word of ``query`` begins a word of ``name``."""
    words = folded(name).split()
    return all(any(word.startswith(part) for word in words) for part in folded(query).split())
