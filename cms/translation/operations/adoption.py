"""Brings translations loaded from files under wagtail-localize, and opens slots for those to come."""

import json
from dataclasses import dataclass
from itertools import chain

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail_localize import models as localize

from cms.translation import querysets, rewritten
from cms.translation import segments as finding
from cms.translation.matching import Mismatch, match
from cms.translation.operations.sources import take_up
from cms.translation.operations.words import write_words


@dataclass(frozen=True)
class Left:
    """What did not fit in one translation; with an open draft nothing was adopted at all."""

    title: str
    language: str
    mismatches: tuple[Mismatch, ...] = ()
    has_open_draft: bool = False


@dataclass(frozen=True)
class Adoption:
    """How many translations were taken up, with how many texts, and what a person should look at."""

    translations: int
    texts: int
    left: tuple[Left, ...]


def adopt_translations(*, user=None) -> Adoption:
    """Take up every page and entry that stands in two languages and is not under wagtail-localize.

    One that is, and whose translation was loaded from files again since, is taken up anew; words that a
    person wrote stay. The pages stay as they are to the letter. A second run changes nothing.
    """
    counted, texts, left = 0, 0, []
    for source, target in chain(querysets.standing_pairs(), rewritten.pairs()):
        if getattr(target, "has_unpublished_changes", False) and target.live:
            left.append(Left(str(target), target.locale.language_code, has_open_draft=True))
            continue
        written, mismatches = _adopt(source, target, user)
        counted, texts = counted + 1, texts + written
        if mismatches:
            left.append(Left(str(target), target.locale.language_code, tuple(mismatches)))
    return Adoption(counted, texts, tuple(left))


@transaction.atomic
def _adopt(source, target, user) -> tuple[int, list[Mismatch]]:
    record = take_up(source)
    _bring_up_to_date(record, source)
    theirs = finding.extract_segments(target)
    found = match(finding.recorded(record), finding.passages(theirs))
    translation, _made = localize.Translation.objects.update_or_create(
        source=record, target_locale=target.locale, defaults={"enabled": True}
    )
    places = {
        (path, text): (string, context)
        for path, text, string, context in record.stringsegment_set.values_list(
            "context__path", "string__data", "string_id", "context_id"
        )
    }
    kept = _of_people(translation)
    words = {places[key]: text for key, text in found.words.items() if key in places}
    words = {place: text for place, text in words.items() if place not in kept}
    write_words(translation=translation, words=words, user=user)
    _keep_choices(record, target, finding.recorded_choices(record), finding.choices(theirs))
    _remember(translation, target)
    return len(words), found.mismatches


def _bring_up_to_date(record, source) -> None:
    """Take up the original again where it was published since."""
    published_at = getattr(source, "last_published_at", None)
    if published_at is None or published_at > record.last_updated_at:
        record.update_from_db()


def _of_people(translation) -> set[tuple[int, int]]:
    """The texts whose words a person wrote."""
    rows = localize.StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        last_translated_by__isnull=False,
    )
    return set(rows.values_list("translation_of_id", "context_id"))


def _remember(translation, target) -> None:
    """What is published now is in line with the words (``rewritten`` looks for what is not)."""
    if getattr(target, "live_revision_id", None):
        localize.TranslationLog.objects.create(
            source=translation.source, locale=translation.target_locale, revision_id=target.live_revision_id
        )


def _keep_choices(record, target, ours, theirs) -> None:
    """A picture of the translation's own stays its own."""
    differing = {path: theirs[path] for path in ours if path in theirs and theirs[path] != ours[path]}
    if not differing:
        return
    contexts = localize.TranslationContext.objects.filter(object_id=record.object_id, path__in=differing)
    localize.SegmentOverride.objects.bulk_create(
        localize.SegmentOverride(
            locale=target.locale,
            context=context,
            data_json=json.dumps(differing[context.path], cls=DjangoJSONEncoder),
        )
        for context in contexts
    )


@transaction.atomic
def open_slots() -> int:
    """Make a slot for each page, entry and language without a translation: words may come, no page is made.

    A slot is a translation that is not enabled: nothing is published from it until somebody begins it.
    """
    rows = [
        localize.Translation(source=take_up(instance), target_locale=locale, enabled=False)
        for instance, locales in querysets.lacking_slots()
        for locale in locales
    ]
    localize.Translation.objects.bulk_create(rows)
    return len(rows)
