"""The parts of an instrument: frozen dataclasses that are also the JSON format, field by field.

A field without a default must be present in the file. Not for reading or checking: `definition.py` does that.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Missing(StrEnum):
    """Why an answer is not there; the five reasons are never merged."""

    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    REFUSED = "refused"
    DONT_KNOW = "dont_know"
    ILLEGIBLE = "illegible"


@dataclass(frozen=True)
class Text:
    """One text in several languages, sorted by language code; an empty slot waits for a translator."""

    entries: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str:
        return dict(self.entries).get(language, "")


NO_TEXT = Text(())


@dataclass(frozen=True)
class AnswerOption:
    code: str
    value: int
    label: Text
    picture: str = ""
    dont_know: bool = False


@dataclass(frozen=True)
class ResponseScale:
    id: str
    options: tuple[AnswerOption, ...]

    @cached_property
    def by_code(self) -> dict[str, AnswerOption]:
        return {option.code: option for option in self.options}

    @cached_property
    def by_value(self) -> dict[int, AnswerOption]:
        return {option.value: option for option in self.options}

    @cached_property
    def declared_range(self) -> tuple[int, int]:
        values = [option.value for option in self.options if not option.dont_know]
        return min(values), max(values)


@dataclass(frozen=True)
class Form:
    id: str
    title: Text


@dataclass(frozen=True)
class Item:
    """A choice item names its response scale, and a key when one answer is right; a count has neither."""

    link_id: str
    text: Text
    form: str = ""
    kind: str = "choice"
    response_scale: str | None = None
    key: str | None = None
    blueprint: str = ""


@dataclass(frozen=True)
class Scale:
    """How items become one score; `items` holds those of every form, and one form at a time is scored."""

    id: str
    title: Text
    method: str
    items: tuple[str, ...]
    reversed: tuple[str, ...] = ()
    minimum_answered_percent: int = 80
    prorate: bool = True
    direction: int = 1


@dataclass(frozen=True)
class Equivalence:
    forms: tuple[str, ...]
    who: str
    why: Text


@dataclass(frozen=True)
class Evidence:
    scale: str
    reliability: float | None
    sd: float | None
    n: int | None
    population: str
    source: str


@dataclass(frozen=True)
class Definition:
    slug: str
    version: str
    title: Text
    author: str
    licence: str
    validated: bool
    response_scales: tuple[ResponseScale, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    introduction: Text = NO_TEXT
    structure_only: bool = False
    forms: tuple[Form, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {item.link_id: item for item in self.items}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def responses_by_id(self) -> dict[str, ResponseScale]:
        return {responses.id: responses for responses in self.response_scales}

    def items_of(self, form: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.form == form)
