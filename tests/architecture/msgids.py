"""Finds every text to translate in our modules and templates, as gettext would, without needing gettext."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from tests.architecture.sources import ROOT, files, text, tree, with_suffix

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
STRING = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Message:
    """One text to translate; two with another context or plural are two."""

    msgid: str
    plural: str = ""
    context: str = ""


def owner(path: Path) -> str:
    """The app whose catalog holds a file's texts: the host's for its templates folder."""
    return "cms" if path.parts[0] == "templates" else path.parts[0]


def message(function: str, strings: list[str]) -> Message | None:
    """A call's texts as a message."""
    if function in CONTEXT_PLURAL and len(strings) >= 3:
        return Message(strings[1], plural=strings[2], context=strings[0])
    if function in PLURAL and len(strings) >= 2:
        return Message(strings[0], plural=strings[1])
    if function in CONTEXT and len(strings) >= 2:
        return Message(strings[1], context=strings[0])
    return Message(strings[0]) if function in PLAIN and strings else None


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a translation function in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in PLAIN | PLURAL | CONTEXT | CONTEXT_PLURAL:
                yield name, node


def in_module(path: Path) -> set[Message]:
    """The texts of a module."""
    found = set()
    for name, call in calls(path):
        strings = [
            one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        found.add(message(name, strings))
    return found - {None, Message("")}


def in_template(path: Path) -> set[Message]:
    """The texts of a template."""
    found = set()
    for function, arguments in CALL.findall(templatize(text(path), origin=str(path))):
        strings = [ast.literal_eval(one) for one in re.findall(STRING, arguments, re.DOTALL)]
        found.add(message(function, strings))
    return found - {None, Message("")}


def of_app(app: str) -> set[Message]:
    """Every text that an app's catalog has to hold."""
    found = set()
    for path in with_suffix(".py", ".html", ".txt"):
        if owner(path) != app or "starter" in path.parts or "locale" in path.parts:
            continue
        found |= in_module(path) if path.suffix == ".py" else in_template(path)
    return found


def catalog(app: str, language: str) -> polib.POFile:
    """An app's translations."""
    return polib.pofile(str(ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"))


def entries(app: str, language: str) -> dict[Message, polib.POEntry]:
    """The living entries of a catalog by message."""
    return {
        Message(one.msgid, plural=one.msgid_plural, context=one.msgctxt or ""): one
        for one in catalog(app, language)
        if not one.obsolete
    }


def has_catalog(app: str, language: str) -> bool:
    """Whether an app has translations into a language."""
    return Path(app, "locale", language, "LC_MESSAGES", "django.po") in files()
