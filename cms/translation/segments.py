"""What of a page or entry is to be translated, as wagtail-localize finds it."""

import json
from collections.abc import Iterable, Mapping

from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.matching import Passage, Text


def passages(segments: Iterable) -> dict[str, Passage]:
    """The texts by place, in reading order."""
    found: dict[str, Passage] = {}
    for one in segments:
        if isinstance(one, StringSegmentValue):
            found.setdefault(one.path, Passage()).texts.append(Text(one.string.data, _links(one.attrs)))
        elif isinstance(one, TemplateSegmentValue) and one.string_count:
            found.setdefault(one.path, Passage()).shape = one.template
    return found


def recorded(source: TranslationSource) -> dict[str, Passage]:
    """The same of a page that was taken up, from its record; two queries."""
    found: dict[str, Passage] = {}
    texts = source.stringsegment_set.order_by("order")
    for path, words, attrs in texts.values_list("context__path", "string__data", "attrs"):
        found.setdefault(path, Passage()).texts.append(Text(words, _links(json.loads(attrs))))
    shapes = source.templatesegment_set.filter(template__string_count__gt=0)
    for path, shape in shapes.values_list("context__path", "template__template"):
        found.setdefault(path, Passage()).shape = shape
    return found


def recorded_choices(source: TranslationSource) -> dict[str, object]:
    """What a translation of a page that was taken up may choose for itself, by place."""
    rows = source.overridablesegment_set.values_list("context__path", "data_json")
    return {path: json.loads(data) for path, data in rows if "'" not in path}


def _links(attrs: Mapping | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, json.dumps(kept, sort_keys=True)) for name, kept in (attrs or {}).items()))


def choices(segments: Iterable) -> dict[str, object]:
    """What a translation may choose for itself, such as a picture, by place; links go with their words."""
    found = {one.path: one.data for one in segments if isinstance(one, OverridableSegmentValue)}
    return {path: chosen for path, chosen in found.items() if "'" not in path}


def field_paths(instance, segments: Iterable) -> dict[str, str]:
    """Each place by the names of its fields and kinds of blocks, without the ids."""
    kinds = _kinds(json.loads(instance.to_json())) if hasattr(instance, "to_json") else {}
    return {one.path: _field_path(one.path, kinds) for one in segments}


def _field_path(path: str, kinds: Mapping[str, str]) -> str:
    names = path.partition(".'")[0].split(".")
    return ".".join(name for name in (kinds.get(name, name) for name in names) if name)


def _kinds(held) -> dict[str, str]:
    """The kind of each block by its id; a child of the page has none and is left out of the path."""
    if isinstance(held, str):
        return _kinds(json.loads(held)) if held.startswith('[{"') else {}
    if isinstance(held, list):
        return {key: kind for one in held for key, kind in _kinds(one).items()}
    if not isinstance(held, dict):
        return {}
    found = {key: kind for one in held.values() for key, kind in _kinds(one).items()}
    if {"id", "type", "value"} <= set(held):
        found[str(held["id"])] = held["type"]
    elif "translation_key" in held:
        found[str(held["translation_key"])] = ""
    return found


__all__ = ["choices", "extract_segments", "field_paths", "passages", "recorded", "recorded_choices"]
