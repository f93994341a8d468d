"""Loads a programme from its folder: all of it or nothing, and a second time without a change."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site

from curriculum import manuscript
from curriculum.models import (
    LessonGoal,
    LessonMaterial,
    LessonPage,
    LoadedSource,
    ModulePage,
    ProgrammePage,
    ProgrammeSource,
    Right,
    Theme,
)

CREATED, CHANGED, SAME = "created", "changed", "unchanged"


class UnknownLanguage(LookupError):
    """The site has no content language of this code."""


class NoRoom(LookupError):
    """There is no site whose home page could hold the programme."""


@dataclass(frozen=True)
class LoadSummary:
    """What a load did: the programme's page, and how many pages and entries of each outcome."""

    programme: ProgrammePage
    counts: Counter = field(default_factory=Counter)

    @property
    def changed_nothing(self) -> bool:
        return not (self.counts[CREATED] or self.counts[CHANGED])


@dataclass
class Load:
    """One run: where it writes, for whom, and what it has counted so far."""

    locale: Locale
    user: object
    counts: Counter = field(default_factory=Counter)

    def is_new(self, entry, row) -> bool:
        """Whether the file changed since it was last loaded, or the row is not there."""
        mark = uuid5(entry.key, self.locale.language_code)
        same = LoadedSource.objects.filter(key=mark, sha256=entry.sha256).exists()
        self.counts[CREATED if row is None else SAME if same else CHANGED] += 1
        LoadedSource.objects.update_or_create(key=mark, defaults={"sha256": entry.sha256})
        return row is None or not same

    def find(self, model, entry):
        return model.objects.filter(translation_key=entry.key, locale=self.locale).first()


def load_programme(path, *, user) -> LoadSummary:
    """Read a folder, check all of it, then create or revise and publish what changed.

    What somebody edited in Wagtail since stays, until the file itself changes; then the file's text
    becomes a new revision and theirs remains in the page's history.
    """
    script = manuscript.read(Path(path))
    if script.language not in dict(get_content_languages()):
        raise UnknownLanguage(f"programme.toml: language: {script.language} is not a language of this site")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoRoom("There is no default site to put the programme under.")
    with transaction.atomic():
        locale, _made = Locale.objects.get_or_create(language_code=script.language)
        load = Load(locale, user)
        for entry in script.rights:
            _snippet(load, Right, entry)
        for entry in script.themes:
            _snippet(load, Theme, entry)
        programme = _page(load, ProgrammePage, script.programme, site.root_page)
        for module in script.programme.children:
            module_page = _page(load, ModulePage, module, programme)
            for lesson in module.children:
                _page(load, LessonPage, lesson, module_page)
            _put_in_order(LessonPage, module.children, module_page, load)
        _put_in_order(ModulePage, script.programme.children, programme, load)
    return LoadSummary(programme, load.counts)


def _snippet(load, model, entry) -> None:
    row = load.find(model, entry)
    if not load.is_new(entry, row):
        return
    row = row or model(translation_key=entry.key, locale=load.locale)
    for name, value in entry.values.items():
        setattr(row, name, value)
    with _named(entry):
        row.full_clean()
    row.save()


def _page(load, model, entry, parent):
    """Create the page under its parent, or revise it; publish in both cases."""
    page = load.find(model, entry)
    if not load.is_new(entry, page):
        return page
    if page is None:
        page = model(translation_key=entry.key, locale=load.locale, live=False, owner=load.user)
        FILL[model](page, entry, load)
        with _named(entry):
            parent.add_child(instance=page)
    else:
        page = page.get_latest_revision_as_object()
        FILL[model](page, entry, load)
        if not page.is_child_of(parent):
            page.move(parent, pos="last-child", user=load.user)
            page.refresh_from_db(fields=["path", "depth", "url_path"])
    with _named(entry):
        page.save_revision(user=load.user).publish(user=load.user)
    return model.objects.get(pk=page.pk)


@contextmanager
def _named(entry):
    """Say in which file and field the database found a fault, such as a slug that is taken."""
    try:
        yield
    except ValidationError as fault:
        problems = [
            f"{entry.file}: {name}: {message}"
            for name, messages in fault.message_dict.items()
            for message in messages
        ]
        raise manuscript.ManuscriptError(problems) from fault


def _put_in_order(model, entries, parent, load) -> None:
    """Bring the loaded pages into the order of their files; others keep their place before them."""
    keys = [entry.key for entry in entries]
    pages = model.objects.child_of(parent).filter(translation_key__in=keys, locale=load.locale)
    standing = [page.translation_key for page in pages.order_by("path")]
    if standing == keys:
        return
    for key in keys:
        parent.refresh_from_db()
        model.objects.get(translation_key=key, locale=load.locale).move(
            parent, pos="last-child", user=load.user
        )


def _fill_programme(page, entry, load) -> None:
    _own_fields(page, entry, ("slug", "title", "summary", "licence"))
    page.sources = _children(ProgrammeSource, page.sources.all(), entry, load, entry.values["sources"])


def _fill_module(page, entry, load) -> None:
    _own_fields(page, entry, ("slug", "title", "summary"))


def _fill_lesson(page, entry, load) -> None:
    _own_fields(page, entry, ("slug", "title", "summary", "minutes", "child_ages"))
    page.body = page.body.stream_block.to_python(entry.values["body"])
    goals = [{"text": text} for text in entry.values["goals"]]
    page.goals = _children(LessonGoal, page.goals.all(), entry, load, goals)
    page.materials = _children(LessonMaterial, page.materials.all(), entry, load, entry.values["materials"])
    page.rights = Right.objects.filter(locale=load.locale, article__in=entry.values["rights"])
    page.themes = Theme.objects.filter(locale=load.locale, slug__in=entry.values["themes"])


FILL = {ProgrammePage: _fill_programme, ModulePage: _fill_module, LessonPage: _fill_lesson}


def _own_fields(page, entry, names) -> None:
    for name in names:
        setattr(page, name, entry.values[name])


def _children(model, present, entry, load, rows) -> list:
    """Rows for an inline list; the n-th keeps its key, so that translations stay attached."""
    known = {row.translation_key: row for row in present}
    children = []
    for number, values in enumerate(rows):
        key = uuid5(entry.key, f"{model._meta.model_name}:{number}")
        row = known.get(key) or model(translation_key=key, locale=load.locale)
        for name, value in {**values, "sort_order": number}.items():
            setattr(row, name, value)
        children.append(row)
    return children
