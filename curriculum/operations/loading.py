"""Loads a programme from its folder, in each language the site has: all of it or nothing.

A second load changes nothing.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site

from curriculum import manuscript
from curriculum.models import LessonPage, LoadedSource, ModulePage, ProgrammePage, Right, Theme
from curriculum.operations import placing
from curriculum.operations.filling import fill

CREATED, CHANGED, SAME = "created", "changed", "unchanged"


class UnknownLanguage(LookupError):
    """The site has no content language of this code."""


class NoRoom(LookupError):
    """There is no site whose home page could hold the programme."""


@dataclass(frozen=True)
class LoadSummary:
    """What a load did in one language: the programme's page, and how many pages and entries of each outcome.

    The source's summary brings those of its translations, and the languages that this site does not have.
    """

    programme: ProgrammePage
    language: str
    counts: Counter = field(default_factory=Counter)
    translations: tuple["LoadSummary", ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def changed_nothing(self) -> bool:
        """Whether everything stood as it is in the files, in every language."""
        return not any(one.counts[CREATED] or one.counts[CHANGED] for one in (self, *self.translations))


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
    languages = dict(get_content_languages())
    if script.language not in languages:
        raise UnknownLanguage(f"programme.toml: language: {script.language} is not a language of this site")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoRoom("There is no default site to put the programme under.")
    with transaction.atomic():
        source = _load(script, user, site.root_page)
        translations = tuple(
            _load(one, user, site.root_page, is_translation=True)
            for one in script.translations
            if one.language in languages
        )
    left_out = tuple(one.language for one in script.translations if one.language not in languages)
    return replace(source, translations=translations, left_out=left_out)


def _load(script, user, root, is_translation=False) -> LoadSummary:
    """One language of a programme: its lists, its pages and their order."""
    locale, _made = Locale.objects.get_or_create(language_code=script.language)
    load = Load(locale, user)
    home = placing.home_of(root, locale, is_translation=is_translation)
    top = _apart(script.programme, home, locale) if is_translation else script.programme
    for entry in script.rights:
        _snippet(load, Right, entry)
    for entry in script.themes:
        _snippet(load, Theme, entry)
    programme = _page(load, ProgrammePage, top, home)
    for module in script.programme.children:
        module_page = _page(load, ModulePage, module, programme)
        for lesson in module.children:
            _page(load, LessonPage, lesson, module_page)
        _put_in_order(LessonPage, module.children, module_page, load)
    _put_in_order(ModulePage, script.programme.children, programme, load)
    return LoadSummary(programme, script.language, load.counts)


def _apart(entry, home, locale):
    """Give a translation an address of its own where its source stands below the same home."""
    source = ProgrammePage.objects.child_of(home).filter(translation_key=entry.key).exclude(locale=locale)
    if not source.exists():
        return entry
    return replace(entry, values={**entry.values, "slug": f"{entry.values['slug']}-{locale.language_code}"})


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
        fill(page, entry, load.locale)
        with _named(entry):
            parent.add_child(instance=page)
    else:
        page = placing.no_mirror(page, load.user).get_latest_revision_as_object()
        fill(page, entry, load.locale)
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
    placing.put_in_order(model, [entry.key for entry in entries], parent, load.locale, load.user)
