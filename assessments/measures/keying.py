"""Which keys stand for which answers, the same on paper and on the screen (PURE).

An option's digit is its place from left to right on the sheet. Three digits never stand for an answer:
0 left blank, 8 cannot be read, 9 did not want to answer. A count is typed as it is.
"""

from dataclasses import dataclass

from assessments.measures import parts
from assessments.measures.parts import Definition, Item, Missing

DIGITS = "1234567"
REASONS = {"0": Missing.SKIPPED, "8": Missing.ILLEGIBLE, "9": Missing.REFUSED}
COUNT_REASONS = {"-": Missing.SKIPPED, "?": Missing.ILLEGIBLE, "/": Missing.REFUSED}
MOST_COUNTED = 999


@dataclass(frozen=True)
class Key:
    """One key and what is kept when it is pressed; ``label`` is empty for a reason."""

    typed: str
    value: str
    label: parts.Text = parts.NO_TEXT


class NotAKey(ValueError):
    """What was typed stands for no answer to this item."""


class TooManyOptions(ValueError):
    """A response scale has more options than digits."""


def keys_of(definition: Definition, item: Item) -> tuple[Key, ...]:
    """The keys of an item: its options in the order of the sheet, then the reasons."""
    if item.kind == "count":
        return tuple(Key(typed, str(reason)) for typed, reason in COUNT_REASONS.items())
    options = definition.responses_by_id[item.response_scale or ""].options
    if len(options) > len(DIGITS):
        raise TooManyOptions(item.link_id)
    answers = [Key(digit, option.code, option.label) for digit, option in zip(DIGITS, options, strict=False)]
    return (*answers, *(Key(typed, str(reason)) for typed, reason in REASONS.items()))


def read(definition: Definition, item: Item, typed: str) -> str | int | None:
    """What is kept for these keys; None where nothing was typed. Raises NotAKey."""
    typed = typed.strip()
    if not typed:
        return None
    for key in keys_of(definition, item):
        if key.typed == typed:
            return key.value
    is_count = item.kind == "count" and typed.isascii() and typed.isdigit()
    if is_count and int(typed) <= MOST_COUNTED:
        return int(typed)
    raise NotAKey(item.link_id)


def typed(definition: Definition, item: Item, value: object) -> str:
    """The keys that would keep this value; empty for none, and for a value that no key stands for."""
    if value is None or value == Missing.NOT_ASKED:
        return ""
    found = next((key.typed for key in keys_of(definition, item) if key.value == value), "")
    if not found and item.kind == "count" and type(value) is int:
        return str(value)
    return found
