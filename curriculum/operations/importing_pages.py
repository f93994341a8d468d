"""Writes the pages of a package: created, revised, moved and put in order, in each of its languages."""

from collections import Counter
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from curriculum.interchange.entries import CHOSEN, PROGRAMME, Package, PackedPage
from curriculum.interchange.filling import fill
from curriculum.interchange.portrait import MODELS, portray
from curriculum.interchange.refusals import PackageRefused
from curriculum.interchange.unpacking import Unpacked
from curriculum.operations import placing

CREATED, CHANGED, SAME, KEPT = "created", "changed", "unchanged", "kept"


@dataclass
class Import:
    """One run: where it writes, for whom, what stood before, and the files to remove if it fails."""

    unpacked: Unpacked
    root: Page
    user: object
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    local: dict[tuple[str, str], str] = field(default_factory=dict)
    before: Mapping[tuple[str, str], PackedPage] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    files: list[Any] = field(default_factory=list)

    @property
    def package(self) -> Package:
        return self.unpacked.package


@contextmanager
def named(where: str):
    """Say where in the package the site found a fault, such as a slug that is taken."""
    try:
        yield
    except ValidationError as fault:
        said = "; ".join(
            f"{name}: {message}" for name, messages in fault.message_dict.items() for message in messages
        )
        raise PackageRefused(where, said) from fault


def write_pages(run: Import) -> None:
    """Bring every page of the package to what it says, language by language."""
    standing = portray(run.package.key)
    run.before = {(code, page.key): page for code, top in standing.programmes.items() for page in top.walk()}
    for code, programme in run.package.programmes.items():
        locale, _made = Locale.objects.get_or_create(language_code=code)
        _write_tree(run, programme, None, locale)


def _write_tree(run: Import, packed: PackedPage, parent, locale) -> None:
    page = _write_page(run, _localised(packed, run.local), parent, locale)
    for child in packed.children:
        _write_tree(run, child, page, locale)
    _put_in_order(packed.children, page, locale, run.user)


def _localised(packed: PackedPage, local: Mapping[str, str]) -> PackedPage:
    """The page with the names of this site's rights and themes, where they have other keys here."""

    def renamed(content):
        if content is None:
            return None
        chosen = {name: sorted(local[one] for one in content[name]) for name in CHOSEN[packed.kind]}
        return {**content, **chosen}

    return replace(packed, content=renamed(packed.content), draft=renamed(packed.draft))


def _write_page(run: Import, packed: PackedPage, parent, locale):
    page = _standing(run, packed, locale)
    before = run.before.get((locale.language_code, packed.key))
    if page is None:
        outcome, page = CREATED, _create(run, packed, parent or _place(run, locale), locale)
    elif packed.mirror_of and not page.alias_of_id:
        outcome = KEPT  # somebody has translated here what is still a mirror there
    elif before == packed:
        outcome = SAME
    else:
        outcome, page = CHANGED, _revise(run, packed, page)
    run.counts[outcome] += 1
    if parent is not None and not page.is_child_of(parent):
        page.move(parent, pos="last-child", user=run.user)
    return MODELS[packed.kind].objects.get(pk=page.pk)


def _standing(run: Import, packed: PackedPage, locale):
    """The page of this key, if there is one; a page of another kind or programme is in the way."""
    page = Page.objects.filter(translation_key=packed.key, locale=locale).first()
    if page is None:
        return None
    foreign = packed.kind != PROGRAMME and (locale.language_code, packed.key) not in run.before
    if foreign or not isinstance(page.specific, MODELS[packed.kind]):
        raise PackageRefused(packed.where, f"The page stands elsewhere in this site already: {page.url_path}")
    return page.specific


def _place(run: Import, locale):
    """Where a language's programme is made; the package's first language is the source of the others."""
    run.root.refresh_from_db()
    is_translation = locale.language_code != next(iter(run.package.programmes))
    return placing.home_of(run.root, locale, is_translation=is_translation)


def _create(run: Import, packed: PackedPage, parent, locale):
    model = MODELS[packed.kind]
    page = model(translation_key=packed.key, locale=locale, live=False, owner=run.user)
    if packed.mirror_of:
        source = model.objects.get(translation_key=packed.key, locale__language_code=packed.mirror_of)
        page.alias_of, page.live = source, packed.live
    fill(page, packed.kind, packed.content, run.rows)
    with named(packed.where):
        parent.add_child(instance=page)
        return page if packed.mirror_of else _publish(run, packed, page)


def _revise(run: Import, packed: PackedPage, page):
    with named(packed.where):
        if packed.mirror_of:
            fill(page, packed.kind, packed.content, run.rows)
            page.live = packed.live
            page.save()
            return page
        return _publish(run, packed, placing.no_mirror(page, run.user))


def _publish(run: Import, packed: PackedPage, page):
    """One revision for what is published and one for a draft of it; a draft alone is not published."""
    for number, content in enumerate(packed.versions):
        latest = page.get_latest_revision_as_object()
        fill(latest, packed.kind, content, run.rows)
        revision = latest.save_revision(user=run.user)
        if packed.live and number == 0:
            revision.publish(user=run.user)
        page = MODELS[packed.kind].objects.get(pk=page.pk)
    if page.live and not packed.live:
        page.unpublish(user=run.user)
    return page


def _put_in_order(packed, parent, locale, user) -> None:
    if packed:
        keys = [UUID(page.key) for page in packed]
        placing.put_in_order(MODELS[packed[0].kind], keys, parent, locale, user)
