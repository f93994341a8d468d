"""Imports a packed programme with its media, lists and versions: all of it or nothing.

A second import of the same package changes nothing. Pages that a package does not hold stay.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Site

from curriculum.canonical import canonical_json
from curriculum.interchange import media
from curriculum.interchange.entries import LESSON
from curriculum.interchange.refusals import PackageRefused
from curriculum.interchange.unpacking import unpack
from curriculum.models import CopiedMedia, LessonVersion, LoadedSource, ProgrammeVersion, Right, Theme
from curriculum.operations.importing_pages import CHANGED, CREATED, KEPT, SAME, Import, named, write_pages
from curriculum.operations.loading import NoRoom


@dataclass(frozen=True)
class ImportSummary:
    """What an import did: its programme, its languages, and how many things of each outcome."""

    key: str
    title: str
    languages: tuple[str, ...]
    counts: Counter

    @property
    def changed_nothing(self) -> bool:
        return not (self.counts[CREATED] or self.counts[CHANGED])


def import_programme(stream, *, user=None) -> ImportSummary:
    """Read a package from a binary stream, check all of it, then create or revise what it holds."""
    unpacked = unpack(stream)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoRoom("There is no default site to put the programme under.")
    run = Import(unpacked, site.root_page, user)
    try:
        with transaction.atomic():
            _write(run)
    except BaseException:
        for stored in run.files:
            stored.storage.delete(stored.name)
        raise
    package = unpacked.package
    return ImportSummary(package.key, package.title, tuple(package.programmes), run.counts)


def _write(run: Import) -> None:
    try:
        _write_media(run)
        _write_lists(run)
        _write_copied(run)
        _write_versions(run)
        write_pages(run)
        _write_marks(run)
    except IntegrityError as fault:
        raise PackageRefused("", "The database refuses the package: a key of it is taken.") from fault


def _write_media(run: Import) -> None:
    for kind, model, packed in (
        ("image", get_image_model(), run.package.images),
        ("document", get_document_model(), run.package.documents),
    ):
        known = media.standing(model, (one["hash"] for one in packed))
        for one in packed:
            row = known.get(one["hash"]) or _new_medium(run, model, one)
            run.counts[SAME if one["hash"] in known else CREATED] += 1
            run.rows[kind, one["hash"]] = row.pk


def _new_medium(run: Import, model, packed):
    """A picture or document of the package as a row of this site; tags come after the row."""
    content = run.unpacked.content(packed["member"])
    suffix = media.suffix_of(packed["member"])
    name = f"{slugify(packed['title'])[:60] or packed['hash'][:12]}{suffix}"
    row = model(title=packed["title"], file_hash=packed["hash"], file_size=len(content))
    row.uploaded_by_user = run.user
    if "description" in packed:
        row.description = packed["description"]
        point = packed["focal_point"] or (None,) * 4
        row.focal_point_x, row.focal_point_y, row.focal_point_width, row.focal_point_height = point
    row.file.save(name, ContentFile(content), save=False)
    run.files.append(row.file)
    if "description" in packed:
        row.width, row.height = row.file.width, row.file.height
    with named(packed["member"]):
        row.full_clean(exclude=["file"])
    row.save()
    row.tags.set(packed["tags"])
    return row


def _write_copied(run: Import) -> None:
    hashes = [one["hash"] for one in run.package.copied]
    known = set(CopiedMedia.objects.filter(file_hash__in=hashes).values_list("file_hash", flat=True))
    for one in run.package.copied:
        run.counts[SAME if one["hash"] in known else CREATED] += 1
        if one["hash"] in known:
            continue
        content = run.unpacked.content(one["member"])
        row = CopiedMedia(file_hash=one["hash"], sha256=media.sha256_of(content))
        row.file.save(f"{one['hash']}{media.suffix_of(one['member'])}", ContentFile(content), save=False)
        run.files.append(row.file)
        row.save()


def _write_lists(run: Import) -> None:
    """Rights and themes: found by key and written, or found by article or short name and left as they are."""
    for kind, model, natural, packed in (
        ("right", Right, "article", run.package.rights),
        ("theme", Theme, "slug", run.package.themes),
    ):
        for one in packed:
            language, key = one["name"].split("/")
            locale = Locale.objects.get_or_create(language_code=language)[0]
            values = {name: value for name, value in one.items() if name not in ("name", "label")}
            if "label" in one:
                values["name"] = one["label"]
            row = _listed(run, model(translation_key=key, locale=locale), values, natural)
            run.local[one["name"]] = f"{language}/{row.translation_key}"
            run.rows[kind, one["name"]] = run.rows[kind, run.local[one["name"]]] = row.pk


def _listed(run: Import, new, values, natural):
    rows = type(new).objects.filter(locale=new.locale)
    row = rows.filter(translation_key=new.translation_key).first()
    if row is None and (other := rows.filter(**{natural: values[natural]}).first()):
        run.counts[KEPT] += 1
        return other
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        run.counts[SAME] += 1
        return row
    run.counts[CREATED if row is None else CHANGED] += 1
    row = row or new
    for name, value in values.items():
        setattr(row, name, value)
    with named("lists.json"):
        row.full_clean()
    row.save()
    return row


def _write_versions(run: Import) -> None:
    """Frozen rows that are not here yet, with the day on which they were made."""
    for one in run.package.frozen:
        model, owner = (
            (LessonVersion, "lesson_key") if one.kind == LESSON else (ProgrammeVersion, "programme_key")
        )
        if model.objects.filter(sha256=one.sha256).exists():
            run.counts[SAME] += 1
            continue
        values = one.values
        row = model(
            language=values["language"],
            number=_free(model, {owner: values["key"], "language": values["language"]}, values["number"]),
            title=values["title"],
            content=canonical_json(values["content"]),
            sha256=one.sha256,
            created_at=datetime.fromisoformat(values["made_at"]),
            **{owner: values["key"]},
        )
        row.save_base(raw=True)  # raw keeps the day; a plain save would write today's
        run.counts[CREATED] += 1


def _free(model, owner, number) -> int:
    """The version's own number, or the next one when this site gave it to another content."""
    numbers = set(model.objects.filter(**owner).values_list("number", flat=True))
    return max(numbers) + 1 if number in numbers else number


def _write_marks(run: Import) -> None:
    """Remember the files that the pages were loaded from, where this site has not loaded them itself."""
    for one in run.package.loaded:
        _row, made = LoadedSource.objects.get_or_create(key=one["key"], defaults={"sha256": one["sha256"]})
        run.counts[CREATED if made else SAME] += 1
