"""Reads a programme of this site, in every language, as the plain values of a package (QUERIES)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from curriculum.interchange import media
from curriculum.interchange.bodies import DOCUMENT, IMAGE, Chosen, Named
from curriculum.interchange.entries import (
    CHOSEN,
    LESSON,
    MODULE,
    OWN_FIELDS,
    PAGE_FIELDS,
    PROGRAMME,
    ROWS,
    PackedPage,
)
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Right, Theme

MODELS = {PROGRAMME: ProgrammePage, MODULE: ModulePage, LESSON: LessonPage}
BODY = LessonPage._meta.get_field("body").stream_block
ROW_MODELS = {IMAGE: get_image_model, DOCUMENT: get_document_model}
LIST_MODELS = {"right": Right, "theme": Theme}


@dataclass(frozen=True)
class Portrait:
    """The pages of a programme by language, and the rows of what they show and choose, by name."""

    programmes: Mapping[str, PackedPage]
    rows: Mapping[tuple[str, str], Any]

    def of(self, kind: str) -> list[tuple[str, Any]]:
        """What the programme shows or chooses of one kind, by name."""
        return sorted((name, row) for (one, name), row in self.rows.items() if one == kind)


def snippet_name(row, codes: Mapping[int, str]) -> str:
    return f"{codes[row.locale_id]}/{row.translation_key}"


def portray(key) -> Portrait:
    """Read a programme as it stands; a language is left out while its programme page does not exist."""
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    pages = _ordered(ProgrammePage.objects.filter(translation_key=key).select_related("locale"))
    raw: dict[str, PackedPage] = {}
    for page in pages:
        raw[page.locale.language_code] = _whole(page, codes, raw)
    rows = _chosen_rows([page for programme in raw.values() for page in programme.walk()], codes)
    named = {code: _named(programme, rows.names) for code, programme in raw.items()}
    return Portrait(named, rows.by_name)


def _ordered(pages) -> list[ProgrammePage]:
    default = Locale.get_default().language_code
    return sorted(pages, key=lambda page: (page.locale.language_code != default, page.locale.language_code))


def _whole(page, codes, earlier) -> PackedPage:
    modules = []
    for module in ModulePage.objects.child_of(page).filter(locale=page.locale).order_by("path"):
        lessons = LessonPage.objects.child_of(module).filter(locale=page.locale).order_by("path")
        packed = tuple(_page(LESSON, lesson, codes, earlier) for lesson in lessons)
        modules.append(replace(_page(MODULE, module, codes, earlier), children=packed))
    return replace(_page(PROGRAMME, page, codes, earlier), children=tuple(modules))


def _page(kind, page, codes, earlier) -> PackedPage:
    mirror = _mirrored(page, codes, earlier)
    latest = page.get_latest_revision_as_object() if mirror is None and page.has_unpublished_changes else page
    content = _content(kind, page if page.live else latest, codes)
    draft = _content(kind, latest, codes) if page.live and latest is not page else None
    return PackedPage(
        kind=kind,
        key=str(page.translation_key),
        live=page.live,
        mirror_of=mirror,
        content=content,
        draft=None if draft == content else draft,
        where=page.title,
    )


def _mirrored(page, codes, earlier) -> str | None:
    """The language whose page this one mirrors, when that page stands in the package too."""
    source = page.alias_of
    if source is None or source.translation_key != page.translation_key:
        return None
    code = codes[source.locale_id]
    standing = earlier[code].walk() if code in earlier else ()
    return code if any(one.key == str(page.translation_key) for one in standing) else None


def _content(kind, page, codes) -> dict[str, Any]:
    plain = {name: getattr(page, name) for name in (*PAGE_FIELDS, *OWN_FIELDS[kind])}
    rows = {name: _rows(getattr(page, name).all(), fields) for name, fields in ROWS[kind].items()}
    chosen = {
        name: sorted(snippet_name(row, codes) for row in getattr(page, name).all()) for name in CHOSEN[kind]
    }
    body = {"body": page.body.get_prep_value()} if kind == LESSON else {}
    return {**plain, **rows, **chosen, **body}


def _rows(rows, fields) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda row: (row.sort_order is None, row.sort_order or 0, row.pk or 0))
    return [
        {"key": str(row.translation_key), **{name: getattr(row, name) for name in fields}} for row in ordered
    ]


@dataclass(frozen=True)
class _Rows:
    """The rows that pages name: one for each name, and the name of every one of them."""

    by_name: dict[tuple[str, str], Any] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def add(self, kind, name, row) -> None:
        self.by_name[kind, name] = row
        self.names[kind, row.pk] = name


def _chosen_rows(pages, codes) -> _Rows:
    """Every row that these pages name, in one query for each kind."""
    walk, rows = Chosen(), _Rows()
    for page in pages:
        for version in page.versions:
            walk.stream(BODY, version.get("body", ()), page.where)
    for kind, model in ROW_MODELS.items():
        for row in model().objects.filter(pk__in=_pks(walk, kind)).order_by("-pk"):
            rows.add(kind, media.hash_of(row), row)
    for kind, model in LIST_MODELS.items():
        keys = {name.split("/")[1] for name in _listed(pages, kind)}
        chosen = Q(pk__in=_pks(walk, kind)) | Q(translation_key__in=keys)
        for row in model.objects.filter(chosen):
            rows.add(kind, snippet_name(row, codes), row)
    used = {(kind, name) for kind in LIST_MODELS for name in _listed(pages, kind)} | {
        (kind, rows.names[kind, pk]) for kind, pk in walk.found if (kind, pk) in rows.names
    }
    return _Rows({name: row for name, row in rows.by_name.items() if name in used}, rows.names)


def _pks(walk, kind) -> set[int]:
    return {pk for one, pk in walk.found if one == kind}


def _listed(pages, kind) -> set[str]:
    return {
        name
        for page in pages
        for version in page.versions
        for field_name, one in CHOSEN[page.kind].items()
        if one == kind
        for name in version[field_name]
    }


def _named(page, names) -> PackedPage:
    """The same pages with names in the place of this site's rows."""
    walk = Named(names)

    def named(content):
        if content is None or "body" not in content:
            return content
        return {**content, "body": walk.stream(BODY, content["body"], page.where)}

    children = tuple(_named(child, names) for child in page.children)
    return replace(page, content=named(page.content), draft=named(page.draft), children=children)
