"""Freezes a programme as it is live now: the outline, its lessons whole, and the media they show."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from curriculum import syllabus
from curriculum.canonical import canonical_json, sha256_of, to_json
from curriculum.models import CopiedMedia, LessonVersion, ProgrammePage, ProgrammeVersion


class UnknownProgramme(LookupError):
    """No live programme has this key in this language."""


def freeze_programme(*, key, language, user=None) -> ProgrammeVersion:
    """Return the version of what is live; make one, with its lessons and media, when the content is new."""
    pages = syllabus.live_programmes(key=key, language=language)
    if not pages:
        raise UnknownProgramme(f"No live programme {key} in {language}.")
    with transaction.atomic():
        ProgrammePage.objects.select_for_update().get(pk=pages[0].pk)
        taught = syllabus.taught(pages[:1])[0]
        content = to_json(taught.outline)
        known = ProgrammeVersion.objects.filter(sha256=sha256_of(content)).first()
        return known or _write(taught, content, user)


def _write(taught, content, user) -> ProgrammeVersion:
    for sha256, page in taught.lessons.items():
        _freeze_lesson(sha256, page, taught.contents[sha256])
    _copy_media(taught.lessons.values())
    outline = taught.outline
    earlier = ProgrammeVersion.objects.filter(programme_key=outline.key, language=outline.language)
    return ProgrammeVersion.objects.create(
        programme_key=outline.key,
        language=outline.language,
        number=_next(earlier),
        title=outline.title,
        content=content,
        sha256=sha256_of(content),
        revision_pk=str(taught.page.live_revision_id or ""),
        created_by=user,
    )


def _freeze_lesson(sha256, page, content) -> None:
    if LessonVersion.objects.filter(sha256=sha256).exists():
        return
    earlier = LessonVersion.objects.filter(lesson_key=page.translation_key, language=content["language"])
    LessonVersion.objects.create(
        lesson_key=page.translation_key,
        language=content["language"],
        number=_next(earlier),
        title=page.title,
        content=canonical_json(content),
        sha256=sha256,
        revision_pk=str(page.live_revision_id or ""),
    )


def _next(earlier) -> int:
    return (earlier.aggregate(last=Max("number"))["last"] or 0) + 1


def _copy_media(lessons) -> None:
    """Copy the bytes of what the lessons show, once for each hash."""
    blocks = [block for lesson in lessons for block in lesson.body.get_prep_value()]
    for row in syllabus.media_rows(syllabus.media_keys(blocks)).values():
        file_hash = row.file_hash or syllabus.media_hash(row)
        if CopiedMedia.objects.filter(file_hash=file_hash).exists():
            continue
        with row.file.open("rb") as original:
            content = original.read()
        name = f"{file_hash}{PurePosixPath(row.file.name).suffix.lower()}"
        CopiedMedia.objects.create(
            file_hash=file_hash,
            sha256=hashlib.sha256(content).hexdigest(),
            file=ContentFile(content, name=name),
        )
