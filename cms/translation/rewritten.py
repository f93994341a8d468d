"""Finds translations written past wagtail-localize, such as by loading newer files of a programme."""

from collections.abc import Iterator

from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation, TranslationLog

from cms.translation import files, querysets
from cms.translation.segments import extract_segments, passages


def pairs() -> Iterator[tuple[TranslatableMixin, TranslatableMixin]]:
    """Each original with the translation that is not what its words would make."""
    yield from _pages()
    for model in querysets.translated_lists():
        yield from _entries(model)


def _pages():
    """Published pages whose published revision was made by nobody's publishing from the words."""
    known = set(TranslationLog.objects.exclude(revision=None).values_list("revision_id", flat=True))
    begun = _begun()
    targets = querysets.written_pages().filter(
        translation_key__in={key for key, _locale in begun},
        live=True,
        live_revision__isnull=False,
    )
    wanted = {
        (key, locale): pk
        for pk, key, locale, revision in targets.values_list(
            "pk", "translation_key", "locale_id", "live_revision_id"
        )
        if (key, locale) in begun and revision not in known
    }
    found = querysets.whole(querysets.written_pages(), wanted.values())
    keys = {key for key, _locale in wanted}
    sources = querysets.written_pages().filter(locale=querysets.source_locale(), translation_key__in=keys)
    originals = {
        one.translation_key: one
        for one in querysets.whole(sources, sources.values_list("pk", flat=True)).values()
    }
    for (key, _locale), pk in wanted.items():
        if key in originals:
            yield originals[key], found[pk]


def _entries(model):
    """Entries that say something else than their words."""
    rows = {(row.translation_key, row.locale_id): row for row in model.objects.select_related("locale")}
    begun = {pair: one for pair, one in _begun().items() if pair in rows}
    places = files.places(begun.values())
    for (key, locale), translation in begun.items():
        source = rows.get((key, translation.source.locale_id))
        if source is not None and not _says(rows[key, locale], places[translation.pk]):
            yield source, rows[key, locale]


def _says(row, places) -> bool:
    """Whether an entry says its words, a text without words left aside."""
    said = {path: [text.words for text in one.texts] for path, one in passages(extract_segments(row)).items()}
    return all(not one.words or said.get(one.path) == [one.words] for one in places)


def _begun() -> dict[tuple[object, int], Translation]:
    rows = Translation.objects.filter(enabled=True, source__locale=querysets.source_locale())
    return {(one.source.object_id, one.target_locale_id): one for one in rows.select_related("source")}
