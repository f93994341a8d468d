"""The report's rows: each page with its standing in every language, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max, QuerySet
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringSegment, Translation, TranslationLog, TranslationSource

from cms.translation import progress, querysets
from cms.translation.progress import Facts, Standing, State


@dataclass(frozen=True)
class Cell:
    """One page in one language; ``page`` is the translation's page where there is one."""

    locale: Locale
    standing: Standing
    page: Page | None = None
    translation: Translation | None = None


@dataclass(frozen=True)
class Row:
    """A programme, module or lesson, or a whole list such as the rights; ``level`` is 0 for a programme."""

    title: str
    level: int
    cells: tuple[Cell, ...]
    page: Page | None = None


@dataclass(frozen=True)
class Counted:
    """Translated texts of one source in one language, and when the last was written."""

    translated: int = 0
    last_at: datetime | None = None


def curriculum_pages(user) -> QuerySet[Page]:
    """The pages of programmes in the language they are written in, as far as this person may edit pages."""
    mine = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return (
        mine.filter(
            locale=querysets.source_locale(),
            alias_of__isnull=True,
            content_type__app_label=querysets.CURRICULUM,
        )
        .select_related("content_type")
        .order_by("path")
    )


class Overview:
    """Everything the report asks, asked once."""

    def __init__(self, user):
        self.locales = querysets.target_locales()
        self.pages = list(curriculum_pages(user))
        self.sources = _sources()
        self.counts = _counts(self.locales)
        self.translations = {
            (one.source_id, one.target_locale_id): one for one in Translation.objects.select_related("source")
        }
        #: When the words of a published revision were looked at last: adopted, or published by the editor.
        self.published = dict(
            TranslationLog.objects.exclude(revision=None).values_list("revision_id", "created_at")
        )
        keys = [page.translation_key for page in self.pages]
        targets = querysets.written_pages().filter(translation_key__in=keys, locale__in=self.locales)
        self.targets = {(page.translation_key, page.locale_id): page for page in targets}

    def rows(self) -> Iterable[Row]:
        """Pages in the order of the tree, then the lists."""
        top = min((page.depth for page in self.pages), default=0)
        for page in self.pages:
            cells = tuple(self._cell(page, locale) for locale in self.locales)
            yield Row(page.title, page.depth - top, cells, page)
        yield from self._lists()

    def _cell(self, page: Page, locale: Locale) -> Cell:
        target = self.targets.get((page.translation_key, locale.pk))
        source = self.sources.get(page.translation_key)
        counted = self.counts.get((source and source.pk, locale.pk), Counted())
        facts = Facts(
            texts=source.texts if source else 0,
            translated=counted.translated,
            state=State.ABSENT if target is None else State.LIVE if target.live else State.DRAFT,
            source_published_at=page.last_published_at,
            taken_up_at=source and source.last_updated_at,
            last_words_at=counted.last_at,
            published_at=target and self.published.get(target.live_revision_id, target.last_published_at),
        )
        translation = self.translations.get((source and source.pk, locale.pk))
        return Cell(locale, progress.standing(facts), target, translation)

    def _lists(self) -> Iterable[Row]:
        for model in querysets.translated_lists():
            kind = ContentType.objects.get_for_model(model)
            sources = [one for one in self.sources.values() if one.specific_content_type_id == kind.pk]
            if sources:
                cells = tuple(self._list_cell(sources, locale) for locale in self.locales)
                yield Row(str(model._meta.verbose_name_plural), 0, cells)

    def _list_cell(self, sources, locale: Locale) -> Cell:
        counted = [self.counts.get((one.pk, locale.pk), Counted()) for one in sources]
        facts = Facts(
            texts=sum(one.texts for one in sources),
            translated=sum(one.translated for one in counted),
            state=State.LIVE if any(one.translated for one in counted) else State.ABSENT,
            last_words_at=max((one.last_at for one in counted if one.last_at), default=None),
        )
        return Cell(locale, progress.standing(facts))


def _sources() -> dict[object, TranslationSource]:
    found = TranslationSource.objects.filter(locale=querysets.source_locale()).defer("content_json")
    return {one.object_id: one for one in found.annotate(texts=Count("stringsegment"))}


def _counts(locales) -> dict[tuple[int, int], Counted]:
    found = (
        StringSegment.objects.filter(
            string__translations__context=F("context"),
            string__translations__has_error=False,
            string__translations__locale__in=locales,
        )
        .order_by()
        .values_list("source_id", "string__translations__locale_id")
        .annotate(translated=Count("pk"), last_at=Max("string__translations__updated_at"))
    )
    return {(source, locale): Counted(count, last) for source, locale, count, last in found}
