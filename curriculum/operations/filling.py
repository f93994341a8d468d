"""Puts the values of a manuscript's entry into a page; nothing is saved here."""

from itertools import count
from uuid import UUID, uuid5

from wagtail.blocks import ListBlock

from curriculum.inline_rows import keyed_rows
from curriculum.models import (
    LessonGoal,
    LessonMaterial,
    LessonPage,
    ModulePage,
    ProgrammePage,
    ProgrammeSource,
    Right,
    Theme,
)


def fill(page, entry, locale) -> None:
    """Give a page what its file says, in this language."""
    FILL[type(page)](page, entry, locale)


def _fill_programme(page, entry, locale) -> None:
    _own_fields(page, entry, ("slug", "title", "summary", "licence"))
    page.sources = _children(ProgrammeSource, page.sources.all(), entry, locale, entry.values["sources"])


def _fill_module(page, entry, locale) -> None:
    _own_fields(page, entry, ("slug", "title", "summary"))


def _fill_lesson(page, entry, locale) -> None:
    _own_fields(page, entry, ("slug", "title", "summary", "minutes", "child_ages"))
    page.body = _body(page.body.stream_block, entry.values["body"])
    goals = [{"text": text} for text in entry.values["goals"]]
    page.goals = _children(LessonGoal, page.goals.all(), entry, locale, goals)
    page.materials = _children(LessonMaterial, page.materials.all(), entry, locale, entry.values["materials"])
    page.rights = Right.objects.filter(locale=locale, article__in=entry.values["rights"])
    page.themes = Theme.objects.filter(locale=locale, slug__in=entry.values["themes"])


FILL = {ProgrammePage: _fill_programme, ModulePage: _fill_module, LessonPage: _fill_lesson}


def _own_fields(page, entry, names) -> None:
    for name in names:
        setattr(page, name, entry.values[name])


def _children(model, present, entry, locale, rows) -> list:
    """Rows for an inline list; the n-th keeps its key, so that translations stay attached."""
    keys = (uuid5(entry.key, f"{model._meta.model_name}:{number}") for number in count())
    return keyed_rows(model, present, locale, zip(keys, rows, strict=False))


def _body(stream_block, blocks):
    """The blocks with an id for each item of their lists, the same in every language and every load."""
    return stream_block.to_python(
        [{**block, "value": _itemised(stream_block.child_blocks[block["type"]], block)} for block in blocks]
    )


def _itemised(kind, block) -> dict:
    return {
        name: _items(block["id"], name, value) if isinstance(kind.child_blocks[name], ListBlock) else value
        for name, value in block["value"].items()
    }


def _items(block_id, name, values) -> list[dict]:
    return [
        {"type": "item", "id": str(uuid5(UUID(block_id), f"{name}:{number}")), "value": value}
        for number, value in enumerate(values)
    ]
