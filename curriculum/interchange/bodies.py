"""Walks raw stream values by their block definitions: rows become names going out, and names rows.

It asks the blocks themselves what they hold, so that a new type of block needs no change here.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from curriculum.interchange import shapes
from curriculum.interchange.cleaning import ANY_PROSE, clean, is_clean
from curriculum.interchange.entries import LONG
from curriculum.interchange.refusals import PackageRefused
from curriculum.models import Right, Theme

IMAGE, DOCUMENT = "image", "document"
LISTS = {Right: "right", Theme: "theme"}
MOST = 2_000


def kind_chosen(block) -> str | None:
    """What a chooser block names: image, document, right or theme; nothing for a block that names no row."""
    if isinstance(block, ImageChooserBlock):
        return IMAGE
    if isinstance(block, DocumentChooserBlock):
        return DOCUMENT
    if isinstance(block, blocks.ChooserBlock):
        return LISTS.get(block.target_model, "")
    return None


class Walk(ABC):
    """Goes through a stream and gives every single value to `leaf`."""

    strict = False

    @abstractmethod
    def leaf(self, block, value: Any, where: str) -> Any:
        """Return what stands in the place of this value."""

    def stream(self, block, value: Any, where: str) -> list:
        return [self._part(block, part, f"{where}[{number}]") for number, part in enumerate(value)]

    def _part(self, block, part, where):
        child = block.child_blocks[part["type"]]
        return {"type": part["type"], "value": self.any(child, part["value"], where), "id": part["id"]}

    def any(self, block, value: Any, where: str) -> Any:
        if isinstance(block, blocks.BaseStreamBlock):
            return self.stream(block, value, where)
        if isinstance(block, blocks.BaseStructBlock):
            return self.struct(block, value, where)
        if isinstance(block, blocks.ListBlock):
            return self.items(block, value, where)
        return self.leaf(block, value, where)

    def struct(self, block, value: Any, where: str) -> dict:
        return {
            name: self.any(block.child_blocks[name], entry, f"{where}: {name}")
            for name, entry in value.items()
            if name in block.child_blocks
        }

    def items(self, block, value: Any, where: str) -> list:
        return [self._item(block.child_block, item, f"{where}[{n}]") for n, item in enumerate(value or [])]

    def _item(self, child, item, where):
        if _is_marked(item):
            return {**item, "value": self.any(child, item["value"], where)}
        return self.any(child, item, where)


def _is_marked(item) -> bool:
    return isinstance(item, Mapping) and item.keys() == {"type", "id", "value"}


class Chosen(Walk):
    """Collects what a stream names, as (kind, primary key)."""

    def __init__(self):
        self.found: set[tuple[str, int]] = set()

    def leaf(self, block, value, where):
        kind = kind_chosen(block)
        if kind == "" and value is not None:
            raise PackageRefused(where, f"What {block.name} chooses cannot be moved to another site.")
        if kind and value is not None:
            self.found.add((kind, value))


class Named(Walk):
    """Puts a name in the place of each chosen row; a row that is gone becomes nothing."""

    def __init__(self, names: Mapping[tuple[str, int], str]):
        self.names = names

    def leaf(self, block, value, where):
        kind = kind_chosen(block)
        if kind and value is not None:
            name = self.names.get((kind, value))
            return {kind: name} if name else None
        return value


class Placed(Walk):
    """Puts this site's row in the place of each name."""

    def __init__(self, rows: Mapping[tuple[str, str], int]):
        self.rows = rows

    def leaf(self, block, value, where):
        kind = kind_chosen(block)
        return self.rows[kind, value[kind]] if kind and value is not None else value


class Checked(Walk):
    """Refuses what the blocks of this site do not know, and cleans rich text; `names` are the known rows."""

    def __init__(self, names: set[tuple[str, str]]):
        self.names = names

    def stream(self, block, value, where):
        _list(value, where)
        parts = [
            shapes.table({"type": shapes.text(100), "value": shapes.anything, "id": shapes.key})(
                part, f"{where}[{number}]"
            )
            for number, part in enumerate(value)
        ]
        for part in parts:
            if part["type"] not in block.child_blocks:
                raise PackageRefused(where, f"There is an unknown type of block: {part['type'][:60]}.")
        if len({part["id"] for part in parts}) != len(parts):
            raise PackageRefused(where, "Two blocks have the same id.")
        return super().stream(block, parts, where)

    def struct(self, block, value, where):
        if not isinstance(value, dict):
            raise PackageRefused(where, "This must be an object.")
        for name in sorted(set(value) - set(block.child_blocks)):
            raise PackageRefused(where, f"There is an unknown field: {name[:60]}.")
        return super().struct(block, value, where)

    def items(self, block, value, where):
        _list(value, where)
        for number, item in enumerate(value):
            if _is_marked(item) and (item["type"] != "item" or not shapes.key(item["id"], where)):
                raise PackageRefused(f"{where}[{number}]", "There is an unknown type of list entry.")
        return super().items(block, value, where)

    def leaf(self, block, value, where):
        kind = kind_chosen(block)
        if kind is not None:
            return self._chosen(kind, value, where)
        if isinstance(block, blocks.RichTextBlock):
            return clean(shapes.text(LONG)(value, where), block.features, where)
        return _single(block, value, where)

    def _chosen(self, kind, value, where):
        if value is None:
            return None
        name = shapes.table({kind: shapes.text(200)})(value, where)[kind]
        if (kind, name) not in self.names:
            raise PackageRefused(where, f"The {kind} {name} is missing.")
        return value


def _list(value, where):
    if not isinstance(value, list) or len(value) > MOST:
        raise PackageRefused(where, "This must be a list.")


def _single(block, value, where):
    """A single value as its block would take it from the editor; an empty one may be a draft's."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if isinstance(entry, str):
            shapes.text(LONG)(entry, where)
        elif not isinstance(entry, int | float | None):
            raise PackageRefused(where, "This must be a single value.")
    if value in (None, "", []):
        return value
    try:
        taken = block.get_prep_value(block.clean(block.to_python(value)))
    except (ValidationError, TypeError, ValueError, OverflowError) as problem:
        said = "; ".join(getattr(problem, "messages", ["It is of the wrong kind."]))
        raise PackageRefused(where, f"The value does not fit: {said}") from problem
    if type(json.loads(json.dumps(taken, cls=DjangoJSONEncoder))) is not type(value):
        raise PackageRefused(where, "The value is of the wrong kind.")
    return value


def check_frozen(block, value, where: str) -> None:
    """Refuse markup in a frozen value that an editor could not have written, in fields known or forgotten."""
    if isinstance(value, Mapping):
        children = getattr(block, "child_blocks", {})
        for name, entry in value.items():
            check_frozen(children.get(name), entry, where)
    elif isinstance(value, list):
        for entry in value:
            check_frozen(getattr(block, "child_block", None), entry, where)
    elif isinstance(value, str) and isinstance(block, blocks.RichTextBlock | None):
        harmless = (
            is_clean(value, ANY_PROSE) if block is None else clean(value, block.features, where) == value
        )
        if not harmless:
            raise PackageRefused(where, "The frozen text holds markup that the editor does not know.")
