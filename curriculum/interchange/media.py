"""Checks pictures, recordings and other documents before this site takes them; their name is their hash."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from wagtail.images.fields import WagtailImageField

from curriculum import syllabus
from curriculum.interchange.refusals import PackageRefused

DRAWN = frozenset({"svg"})
DOCUMENTS = ("pdf", "docx", "odt", "xlsx", "ods", "txt", "mp3", "m4a", "ogg", "wav", "mp4", "webm")


def hash_of(row) -> str:
    """The sha1 that names a file; Wagtail keeps it, except for rows that code made."""
    try:
        return row.file_hash or syllabus.media_hash(row)
    except FileNotFoundError as problem:
        raise PackageRefused(str(row), "The file of this picture or document is missing.") from problem


def content_of(row) -> bytes:
    """The bytes of a picture, recording or other document."""
    try:
        with row.file.open("rb") as content:
            return content.read()
    except FileNotFoundError as problem:
        raise PackageRefused(str(row), "The file of this picture or document is missing.") from problem


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def standing(model, hashes: Iterable[str]) -> Mapping[str, object]:
    """The rows of this site that hold files of these hashes, the oldest of each."""
    wanted = set(hashes)
    found = {row.file_hash: row for row in model.objects.filter(file_hash__in=wanted).order_by("-pk")}
    for row in model.objects.filter(file_hash="").order_by("-pk") if wanted - found.keys() else ():
        if row.file.storage.exists(row.file.name) and (name := syllabus.media_hash(row)) in wanted:
            found.setdefault(name, row)
    return found


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_hash(member: str, content: bytes, told: str) -> None:
    if hashlib.sha1(content, usedforsecurity=False).hexdigest() != told:
        raise PackageRefused(member, "The file is not the one that its name tells.")


@contextmanager
def no_pictures_that_break_off() -> Iterator[None]:
    """Pillow forgives a picture that breaks off as soon as WeasyPrint is loaded; nobody may rely on that."""
    forgiving, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = forgiving


def check_image(member: str, content: bytes) -> None:
    """Refuse what this site's editor would refuse as a picture, and drawings that can hold scripts."""
    if suffix_of(member)[1:] in DRAWN:
        raise PackageRefused(member, "Drawings of this type are not taken from a package.")
    try:
        WagtailImageField().clean(SimpleUploadedFile(PurePosixPath(member).name, content))
        with no_pictures_that_break_off(), Image.open(BytesIO(content)) as picture:
            picture.load()
    except ValidationError as problem:
        raise PackageRefused(member, "; ".join(problem.messages)) from problem
    except Exception as problem:  # Pillow's decoders raise many things on hostile bytes
        raise PackageRefused(member, "The picture cannot be read.") from problem


def check_document(member: str) -> None:
    """Refuse an extension that this site's list of documents does not hold."""
    allowed = getattr(settings, "WAGTAILDOCS_EXTENSIONS", None) or DOCUMENTS
    if suffix_of(member)[1:] not in {extension.lower() for extension in allowed}:
        raise PackageRefused(member, "This site takes no documents of this type.")


def check_copied(member: str, content: bytes) -> None:
    """What a frozen lesson shows is a picture or a document of a type that this site takes."""
    if suffix_of(member)[1:] in WagtailImageField().allowed_image_extensions:
        check_image(member, content)
    else:
        check_document(member)
