"""Every text a person reads is written in English once and stands complete in Spanish."""

import ast
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

from tests.architecture import msgids
from tests.architecture.msgids import Message
from tests.architecture.sources import FLOORS, python_files, text

SAME_IN_SPANISH = Path("tests/architecture/same_in_spanish.txt")
SPANISH_LETTERS = re.compile(r"[áéíóúñ¿¡]", re.IGNORECASE)
LANGUAGES_BY_THEIR_OWN_NAME = {"Español"}
# An English sentence may quote a Spanish word of an office's list.
ENGLISH = re.compile(r"\b(?:the|an?|or|and|with|of|to|in|is|between|write)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*(?:![rs])?(?::[^}]*)?\}")
UPSTREAM = ("django", "wagtail")


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def places(words: str) -> set[str]:
    return set(PLACEHOLDER.findall(words))


def every_message() -> set[Message]:
    return {one for app in FLOORS for one in msgids.of_app(app)}


def upstream_words() -> dict[tuple[str, str], set[str]]:
    """Django's and Wagtail's Spanish by context and msgid."""
    words = {}
    for package in UPSTREAM:
        for path in Path(find_spec(package).origin).parent.glob("**/locale/es/LC_MESSAGES/django.mo"):
            for entry in polib.mofile(str(path)):
                words.setdefault((entry.msgctxt or "", entry.msgid), set()).update(translations(entry))
    return words


def spanish(app: str) -> dict[Message, polib.POEntry]:
    """What is translated so far; whether it is everything is the first test's question."""
    return msgids.entries(app, "es") if msgids.has_catalog(app, "es") else {}


def keys(messages: Iterable[Message]) -> set[tuple[str, str]]:
    """Gettext keeps one entry for a text with and without a plural."""
    return {(one.context, one.msgid) for one in messages}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("app", FLOORS)
def test_each_catalog_holds_exactly_the_texts_of_its_app(app, language):
    assert msgids.has_catalog(app, language), "run: python3 dev.py messages"
    held, wanted = keys(msgids.entries(app, language)), keys(msgids.of_app(app))

    assert sorted(wanted - held) == []
    assert sorted(held - wanted) == []


@pytest.mark.parametrize("app", FLOORS)
def test_spanish_is_complete(app):
    same = set(text(SAME_IN_SPANISH).splitlines())
    words = {one.msgid: translations(entry) for one, entry in spanish(app).items()}

    assert [one.msgid for one, entry in spanish(app).items() if entry.fuzzy] == []
    assert [msgid for msgid, found in words.items() if not all(found)] == []
    assert [msgid for msgid, found in words.items() if msgid in found and msgid not in same] == []


@pytest.mark.parametrize("app", FLOORS)
def test_a_translation_keeps_the_places_for_values(app):
    found = [(one, words) for one, entry in spanish(app).items() for words in translations(entry) if words]
    invented = [one.msgid for one, words in found if places(words) - places(f"{one.msgid} {one.plural}")]
    lost = [one.msgid for one, words in found if not one.plural and places(one.msgid) - places(words)]

    assert invented == []
    assert lost == []


@pytest.mark.parametrize("app", FLOORS)
def test_our_words_leave_wagtails_and_djangos_screens_as_they_are(app):
    theirs = upstream_words()
    ours = {(one.context, one.msgid): set(translations(entry)) for one, entry in spanish(app).items()}
    shared = [key for key, words in ours.items() if key in theirs and all(words)]
    changed = {key: sorted(theirs[key]) for key in shared if not ours[key] & theirs[key]}

    assert changed == {}, "give these a context (pgettext), or use the word of the screens around them"


def test_the_texts_in_the_code_are_english():
    foreign = [one.msgid for one in every_message() if SPANISH_LETTERS.search(one.msgid)]
    other = [words for words in foreign if not ENGLISH.search(words)]

    assert sorted(set(other) - LANGUAGES_BY_THEIR_OWN_NAME) == []


def test_no_text_is_put_together_before_it_is_translated():
    glued = [
        f"{path}:{call.lineno}"
        for path in python_files()
        if path.parts[0] in FLOORS
        for name, call in msgids.calls(path)
        if any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in call.args[:2])
    ]

    assert glued == []
