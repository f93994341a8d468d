"""Keeps of a rich text what the editor's features allow; a text that holds nothing else stays as it is."""

import re

from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

from curriculum.interchange.refusals import PackageRefused

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)"
    r"(?P<key> data-block-key=\"[A-Za-z0-9-]{1,40}\")?"
    r"(?P<link> href=\"(?:https?://|mailto:|tel:)[^\"<>\s]*\")?"
    r"\s?(?P<empty>/?)>"
)
ANY_PROSE = frozenset(
    (
        "a",
        "b",
        "br",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "ul",
    )
)
EMPTY = frozenset({"br", "hr"})
GONE = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "title",
    "textarea",
)


def clean(text: str, features, where: str) -> str:
    """Return the text with nothing in it that this field's editor could not have written."""
    whitelister = EditorHTMLConverter(features).whitelister
    allowed = frozenset(whitelister.element_rules) - {"[document]", "div", "img", "embed"}
    if is_clean(text, allowed):
        return text
    try:
        soup = BeautifulSoup(text, "html.parser")
        for tag in soup.find_all(GONE):
            tag.decompose()
        cleaned = whitelister.clean(soup.decode())
    except RecursionError as problem:
        raise PackageRefused(where, "The text is nested too deeply.") from problem
    if not is_clean(cleaned, allowed):
        raise PackageRefused(where, "The text holds markup that the editor does not know.")
    return cleaned


def is_clean(text: str, allowed: frozenset[str]) -> bool:
    """Whether every `<` begins a known tag without foreign attributes, and every tag is closed again."""
    standing: list[str] = []
    if len(TAG.findall(text)) != text.count("<"):
        return False
    for tag in TAG.finditer(text):
        name = tag["name"]
        if name not in allowed or (tag["link"] and name != "a"):
            return False
        if tag["end"] and (not standing or standing.pop() != name or name in EMPTY):
            return False
        if not tag["end"] and name not in EMPTY:
            standing.append(name)
    return not standing
