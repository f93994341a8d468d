"""Read an instrument definition from JSON, check it, write it in one canonical form with its sha256.

Every fault is reported at once, as a code with its place; the sentences live in phrases.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from assessments.measures.parts import Definition, Item, Missing, ResponseScale, Scale, Text

METHODS = ("sum", "mean", "percent")
KINDS = ("choice", "count")
FIRST_LANGUAGE = "es"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*")
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Fault(StrEnum):
    """What is wrong with a definition."""

    NOT_JSON = "not_json"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    BAD_NAME = "bad_name"
    BAD_VERSION = "bad_version"
    BAD_CHOICE = "bad_choice"
    EMPTY_TEXT = "empty_text"
    TEXT_IN_STRUCTURE = "text_in_structure"
    DUPLICATE = "duplicate"
    UNKNOWN_REFERENCE = "unknown_reference"
    MIXED_KEYS = "mixed_keys"
    KNOWLEDGE_PRORATED = "knowledge_prorated"
    KNOWLEDGE_REVERSED = "knowledge_reversed"
    PARTIAL_NOT_PRORATED = "partial_not_prorated"
    UNEQUAL_FORMS = "unequal_forms"


@dataclass(frozen=True)
class Problem:
    """One fault and where it stands, as `items[3].key`."""

    path: str
    fault: Fault


class DefinitionError(ValueError):
    """The definition cannot be used; `problems` names every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.path}: {problem.fault}" for problem in self.problems))


def parse(source: str | bytes | Mapping[str, Any]) -> Definition:
    """Read and check a definition; raise DefinitionError with every fault found."""
    raw = source if isinstance(source, Mapping) else _load(source)
    problems: list[Problem] = []
    definition: Definition = _read(Definition, raw, "", problems)
    if not problems:
        problems.extend(_problems_of(definition))
    if problems:
        raise DefinitionError(problems)
    return definition


def canonical_json(definition: Definition) -> str:
    """The one way to write this definition: keys sorted, defaults spelled out, no spare space."""
    return json.dumps(_plain(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(definition: Definition) -> str:
    """The sha256 of the canonical JSON in UTF-8."""
    return hashlib.sha256(canonical_json(definition).encode()).hexdigest()


def _load(source: str | bytes) -> Any:
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise DefinitionError([Problem("", Fault.NOT_JSON)]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.entries)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _read(hint: Any, raw: Any, path: str, problems: list[Problem]) -> Any:
    """Turn plain JSON into what the type hint asks for, noting faults instead of stopping at the first."""
    if isinstance(hint, UnionType):
        (kind,) = (part for part in get_args(hint) if part is not NoneType)
        return None if raw is None else _read(kind, raw, path, problems)
    if get_origin(hint) is tuple and isinstance(raw, list):
        kind = get_args(hint)[0]
        return tuple(_read(kind, part, f"{path}[{place}]", problems) for place, part in enumerate(raw))
    if hint is Text and isinstance(raw, Mapping):
        return Text(tuple((str(key), _read(str, raw[key], f"{path}.{key}", problems)) for key in sorted(raw)))
    if is_dataclass(hint) and isinstance(raw, Mapping):
        return _build(hint, raw, path, problems)
    if hint is str and isinstance(raw, str):
        return unicodedata.normalize("NFC", raw.strip())
    if hint is float and type(raw) in (int, float):
        return float(raw)
    if hint in (int, bool) and type(raw) is hint:
        return raw
    problems.append(Problem(path, Fault.WRONG_TYPE))
    return None


def _build(kind: Any, raw: Mapping[str, Any], path: str, problems: list[Problem]) -> Any:
    prefix = f"{path}." if path else ""
    hints = get_type_hints(kind)
    given = {name: _read(hints[name], raw[name], prefix + name, problems) for name in hints if name in raw}
    required = [field.name for field in fields(kind) if field.default is MISSING]
    lacking = [name for name in required if name not in raw]
    problems.extend(Problem(prefix + name, Fault.MISSING_KEY) for name in lacking)
    problems.extend(Problem(prefix + str(name), Fault.UNKNOWN_KEY) for name in raw if name not in hints)
    return None if lacking else kind(**given)


def _problems_of(definition: Definition) -> Iterator[Problem]:
    yield from _naming(definition)
    yield from _repeated("response_scales", [responses.id for responses in definition.response_scales])
    yield from _repeated("forms", [form.id for form in definition.forms])
    yield from _repeated("items", [item.link_id for item in definition.items])
    yield from _repeated("scales", [scale.id for scale in definition.scales])
    for place, responses in enumerate(definition.response_scales):
        yield from _response_faults(responses, f"response_scales[{place}]")
    for place, item in enumerate(definition.items):
        yield from _item_faults(definition, item, f"items[{place}]")
    for place, scale in enumerate(definition.scales):
        yield from _scale_faults(definition, scale, f"scales[{place}]")
    yield from _unknown_outside(definition)


def _naming(definition: Definition) -> Iterator[Problem]:
    if not _SEMVER.fullmatch(definition.version):
        yield Problem("version", Fault.BAD_VERSION)
    names = [("slug", definition.slug)]
    names += [(f"response_scales.{part.id}", part.id) for part in definition.response_scales]
    names += [(f"forms.{part.id}", part.id) for part in definition.forms]
    names += [(f"items.{part.link_id}", part.link_id) for part in definition.items]
    names += [(f"scales.{part.id}", part.id) for part in definition.scales]
    yield from (Problem(path, Fault.BAD_NAME) for path, name in names if not _NAME.fullmatch(name))
    for path, text in (("title", definition.title.get(FIRST_LANGUAGE)), ("licence", definition.licence)):
        if not text:
            yield Problem(path, Fault.EMPTY_TEXT)


def _repeated(path: str, names: Iterable[object]) -> Iterator[Problem]:
    counted = Counter(names)
    yield from (Problem(f"{path}.{name}", Fault.DUPLICATE) for name, count in counted.items() if count > 1)


def _response_faults(responses: ResponseScale, path: str) -> Iterator[Problem]:
    yield from _repeated(f"{path}.options", [option.code for option in responses.options])
    yield from _repeated(f"{path}.options", [option.value for option in responses.options])
    if len({option.value for option in responses.options if not option.dont_know}) < 2:
        yield Problem(f"{path}.options", Fault.BAD_CHOICE)
    for place, option in enumerate(responses.options):
        if not _NAME.fullmatch(option.code) or option.code in set(Missing):
            yield Problem(f"{path}.options[{place}].code", Fault.BAD_NAME)
        if not option.label.get(FIRST_LANGUAGE):
            yield Problem(f"{path}.options[{place}].label", Fault.EMPTY_TEXT)


def _item_faults(definition: Definition, item: Item, path: str) -> Iterator[Problem]:
    responses = definition.responses_by_id.get(item.response_scale or "")
    if item.kind not in KINDS or (item.kind == "count" and (item.response_scale or item.key)):
        yield Problem(f"{path}.kind", Fault.BAD_CHOICE)
    if item.kind == "choice" and responses is None:
        yield Problem(f"{path}.response_scale", Fault.UNKNOWN_REFERENCE)
    if item.key is not None and responses and not _is_key(responses, item.key):
        yield Problem(f"{path}.key", Fault.UNKNOWN_REFERENCE)
    if item.form not in ({form.id for form in definition.forms} or {""}):
        yield Problem(f"{path}.form", Fault.UNKNOWN_REFERENCE)
    if not definition.structure_only and not item.text.get(FIRST_LANGUAGE):
        yield Problem(f"{path}.text", Fault.EMPTY_TEXT)
    if definition.structure_only and any(text for _, text in item.text.entries):
        yield Problem(f"{path}.text", Fault.TEXT_IN_STRUCTURE)


def _is_key(responses: ResponseScale, key: str) -> bool:
    option = responses.by_code.get(key)
    return option is not None and not option.dont_know


def _scale_faults(definition: Definition, scale: Scale, path: str) -> Iterator[Problem]:
    yield from _repeated(f"{path}.items", scale.items)
    choices = (
        ("method", scale.method in METHODS),
        ("direction", scale.direction in (1, -1)),
        ("minimum_answered_percent", 1 <= scale.minimum_answered_percent <= 100),
    )
    yield from (Problem(f"{path}.{name}", Fault.BAD_CHOICE) for name, good in choices if not good)
    items = [definition.item_by_id.get(link_id) for link_id in scale.items]
    known = [item for item in items if item is not None and item.kind == "choice"]
    if not known or len(known) < len(items) or not set(scale.reversed) <= set(scale.items):
        yield Problem(f"{path}.items", Fault.UNKNOWN_REFERENCE)
    if len({sum(item.form == form.id for item in known) for form in definition.forms}) > 1:
        yield Problem(f"{path}.items", Fault.UNEQUAL_FORMS)
    yield from _knowledge_faults(scale, known, path)


def _knowledge_faults(scale: Scale, items: list[Item], path: str) -> Iterator[Problem]:
    keyed = [item for item in items if item.key is not None]
    if keyed and len(keyed) < len(items):
        yield Problem(f"{path}.items", Fault.MIXED_KEYS)
    if keyed and scale.prorate:
        yield Problem(f"{path}.prorate", Fault.KNOWLEDGE_PRORATED)
    if keyed and scale.reversed:
        yield Problem(f"{path}.reversed", Fault.KNOWLEDGE_REVERSED)
    if not keyed and not scale.prorate and scale.minimum_answered_percent < 100:
        yield Problem(f"{path}.prorate", Fault.PARTIAL_NOT_PRORATED)


def _unknown_outside(definition: Definition) -> Iterator[Problem]:
    forms = {form.id for form in definition.forms}
    for place, equivalence in enumerate(definition.equivalences):
        if not set(equivalence.forms) <= forms:
            yield Problem(f"equivalences[{place}].forms", Fault.UNKNOWN_REFERENCE)
    for place, evidence in enumerate(definition.evidence):
        if evidence.scale not in definition.scale_by_id:
            yield Problem(f"evidence[{place}].scale", Fault.UNKNOWN_REFERENCE)
