"""The texts of translations with their words, and the files that carry them: asks, and writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translation import archive, catalogue, exchange, querysets
from cms.translation.catalogue import Catalogue, Entry
from cms.translation.exchange import NotOurs, Plan, Stranger


@dataclass(frozen=True)
class Place:
    """One text of a translation, where it stands, and its words so far."""

    path: str
    text: str
    words: str
    string: int
    context: int


@dataclass(frozen=True)
class FilePlan:
    """A file, the translation it is for, and what it would change."""

    name: str
    translation: Translation
    plan: Plan


class FileRefused(ValueError):
    """One file is to blame for the refusal of them all; ``cause`` is what is wrong with it."""

    def __init__(self, name: str, cause: ValueError):
        self.name, self.cause = name, cause
        super().__init__(f"{name}: {cause}")


def places(translations: Iterable[Translation]) -> dict[int, list[Place]]:
    """The texts of each translation in the order of the page; two queries however many there are."""
    translations = list(translations)
    sources = {one.source_id for one in translations}
    texts = defaultdict(list)
    for source, *text in (
        StringSegment.objects.filter(source_id__in=sources)
        .order_by("source_id", "order")
        .values_list("source_id", "context__path", "string__data", "string_id", "context_id")
    ):
        texts[source].append(text)
    words = _words(sources, {one.target_locale_id for one in translations})
    return {
        one.pk: [
            Place(path, text, words.get((string, context, one.target_locale_id), ""), string, context)
            for path, text, string, context in texts[one.source_id]
        ]
        for one in translations
    }


def _words(sources, locales) -> dict[tuple[int, int, int], str]:
    contexts = StringSegment.objects.filter(source_id__in=sources).values("context_id")
    found = StringTranslation.objects.filter(context_id__in=contexts, locale_id__in=locales)
    return {
        (string, context, locale): data
        for string, context, locale, data in found.values_list(
            "translation_of_id", "context_id", "locale_id", "data"
        )
    }


def files_of(programme: Page, locale: Locale) -> dict[str, str]:
    """A file of words for the programme, each module and lesson, and each entry of the lists, by name."""
    pages = list(programme.get_descendants(inclusive=True).filter(alias_of__isnull=True))
    names = {page.translation_key: _name(page, programme) for page in pages}
    for model in querysets.translated_lists():
        for row in model.objects.filter(locale_id=programme.locale_id).order_by("pk"):
            names[row.translation_key] = f"{model._meta.model_name}/{slugify(str(row))}{archive.ENDING}"
    translations = Translation.objects.filter(
        source__object_id__in=names, source__locale_id=programme.locale_id, target_locale=locale
    ).select_related("source__locale", "target_locale")
    held = places(translations)
    order = {key: number for number, key in enumerate(names)}
    chosen = sorted(translations, key=lambda one: order[one.source.object_id])
    return {names[one.source.object_id]: _file(one, held[one.pk]) for one in chosen}


def _name(page: Page, programme: Page) -> str:
    """The folders of the tree under the programme's own name."""
    below = page.url_path[len(programme.url_path) :].strip("/")
    return f"{programme.slug}/{below}{archive.ENDING}" if below else f"{programme.slug}{archive.ENDING}"


def file_of(translation: Translation) -> str:
    """The file of words of one page or entry."""
    return _file(translation, places([translation])[translation.pk])


def _file(translation: Translation, held: list[Place]) -> str:
    entries = tuple(Entry(one.path, one.text, one.words) for one in held)
    return catalogue.written(
        Catalogue(str(translation.uuid), entries),
        language=translation.target_locale.language_code,
        source=translation.source.locale.language_code,
        note=_note(translation),
    )


def _note(translation: Translation) -> str:
    lines = [
        translation.source.object_repr,
        _("Write the translation between the quotation marks after msgstr, and change nothing else."),
        _("Keep <b> and <i> around the same words; <br/> is where a line ends."),
    ]
    return "\n".join(lines)


def plans_of(held: bytes) -> list[FilePlan]:
    """What an archive would change; raises ``FileRefused`` or ``archive.Refused`` for all of it."""
    found = {name: _read(name, text) for name, text in archive.unpacked(held).items()}
    known = {
        str(one.uuid): one
        for one in Translation.objects.filter(uuid__in=_uuids(found.values())).select_related(
            "source__locale", "target_locale"
        )
    }
    seen: set[str] = set()
    for name, one in found.items():
        if one.page not in known:
            raise FileRefused(name, NotOurs(Stranger.UNKNOWN))
        if one.page in seen:
            raise FileRefused(name, NotOurs(Stranger.TWICE))
        seen.add(one.page)
    held_places = places(known.values())
    return [
        FilePlan(name, known[one.page], planned(one, held_places[known[one.page].pk]))
        for name, one in found.items()
    ]


def _read(name: str, text: bytes) -> Catalogue:
    try:
        return catalogue.read(text)
    except catalogue.Damaged as damaged:
        raise FileRefused(name, damaged) from damaged


def _uuids(found: Iterable[Catalogue]) -> Iterator[str]:
    """Names that are none are left to be refused."""
    for one in found:
        digits = one.page.replace("-", "")
        if len(digits) == 32 and all(digit in "0123456789abcdef" for digit in digits):
            yield one.page


def plan_for(translation: Translation, held: bytes) -> Plan:
    """What one file would change in this page; raises ``catalogue.Damaged`` or ``NotOurs``."""
    found = catalogue.read(held)
    if found.page != str(translation.uuid):
        raise NotOurs(Stranger.UNKNOWN)
    return planned(found, places([translation])[translation.pk])


def planned(found: Catalogue, held: list[Place]) -> Plan:
    """The file's entries beside the page's texts."""
    return exchange.plan(found.entries, {(one.path, one.text): one.words for one in held}, is_fit)


def is_fit(text: str, words: str) -> bool:
    """Whether the words may stand for the text: no tags but those of a line, no link it does not have."""
    try:
        StringValue.from_translated_html(words)
        validate_translation_links(text, words)
    except ValueError:
        return False
    return True
