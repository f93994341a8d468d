"""The questions about translations: what stands in two languages, what waits, how far each lesson is."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringTranslation, Translation

CURRICULUM = "curriculum"


def source_locale() -> Locale:
    """The language lessons are written in."""
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def target_locales() -> list[Locale]:
    """The languages lessons are translated into, in the order of the settings."""
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE]
    return sorted(
        Locale.objects.filter(language_code__in=order), key=lambda one: order.index(one.language_code)
    )


def translated_lists() -> list[type[TranslatableMixin]]:
    """The small lists whose entries are translated one by one: rights, themes."""
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def written_pages():
    """Pages somebody wrote: no root, no mirror of another language's page."""
    return Page.objects.filter(depth__gt=1, alias_of__isnull=True)


def begun_pairs() -> set[tuple[object, int]]:
    """Key and target language of all that wagtail-localize looks after or did; open slots are not begun."""
    words = StringTranslation.objects.filter(
        context__object_id=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id")
    )
    begun = Translation.objects.filter(Q(enabled=True) | Exists(words))
    return set(begun.values_list("source__object_id", "target_locale_id"))


def standing_pairs() -> Iterator[tuple[TranslatableMixin, TranslatableMixin]]:
    """Each page or entry with a translation that wagtail-localize does not know yet."""
    source, begun = source_locale(), begun_pairs()
    for rows in _collections():
        ours = dict(rows.filter(locale=source).values_list("translation_key", "pk"))
        theirs = [
            (key, pk)
            for key, pk, locale in rows.exclude(locale=source).values_list(
                "translation_key", "pk", "locale_id"
            )
            if key in ours and (key, locale) not in begun
        ]
        found = whole(rows, {ours[key] for key, _pk in theirs} | {pk for _key, pk in theirs})
        for key, pk in theirs:
            yield found[ours[key]], found[pk]


def lacking_slots() -> Iterator[tuple[TranslatableMixin, list[Locale]]]:
    """Each published page and each entry, with the languages that have neither it nor a slot for it."""
    source, targets = source_locale(), target_locales()
    held = set(Translation.objects.values_list("source__object_id", "target_locale_id"))
    for rows in _collections():
        held |= set(rows.exclude(locale=source).values_list("translation_key", "locale_id"))
        ours = rows.filter(locale=source, **({"live": True} if rows.model is Page else {}))
        lacking = {
            pk: [one for one in targets if (key, one.pk) not in held]
            for key, pk in ours.values_list("translation_key", "pk")
        }
        found = whole(rows, [pk for pk, locales in lacking.items() if locales])
        yield from ((found[pk], lacking[pk]) for pk in found)


def _collections() -> list[QuerySet]:
    return [written_pages(), *(model.objects.all() for model in translated_lists())]


def whole(rows, wanted) -> dict[int, TranslatableMixin]:
    """The rows with all their fields, pages of their own kind; one query for each kind."""
    chosen = rows.filter(pk__in=wanted).select_related("locale")
    return {one.pk: one for one in (chosen.specific() if rows.model is Page else chosen)}


def programmes() -> QuerySet[Page]:
    """The programmes in the language they are written in."""
    return written_pages().filter(
        locale=source_locale(), content_type__app_label=CURRICULUM, content_type__model="programmepage"
    )
