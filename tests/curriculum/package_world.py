"""A programme in two languages with everything that a package moves, and what tests do to packages."""

import hashlib
import io
import json
import zipfile

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from curriculum import outline, triggers
from curriculum.canonical import sha256_of
from curriculum.interchange import packing
from curriculum.models import (
    CopiedMedia,
    LessonGoal,
    LessonMaterial,
    LessonPage,
    LessonVersion,
    LoadedSource,
    ProgrammePage,
    ProgrammeSource,
    ProgrammeVersion,
    Right,
    Theme,
)
from curriculum.operations.importing import import_programme
from tests.architecture import write_gate
from tests.builders.curriculum import (
    locale,
    make_activity,
    make_handout,
    make_image,
    make_lesson,
    make_media,
    make_module,
    make_programme,
    make_prose,
    make_right,
    make_theme,
    stored,
)

RICH = '<p data-block-key="ab1cd">Escuchar <b>con <i>calma</i></b> &amp; tiempo.</p><ul><li>Uno</li></ul>'
KEPT = (
    LoadedSource,
    Page,
    Revision,
    Right,
    Theme,
    ProgrammeVersion,
    LessonVersion,
    CopiedMedia,
    LessonGoal,
    LessonMaterial,
)


def make_recording(**overrides):
    """A document of a type that the site takes."""
    values = {"title": "Canción", "file": ContentFile(b"%PDF-1.7 palabras", name="cancion.pdf")}
    return get_document_model().objects.create(**values | overrides)


def make_world(author):
    """A Spanish programme with three lessons, its English translation, and frozen versions of both."""
    image, recording = make_image(description="Una mano abierta"), make_recording()
    image.tags.set(["manos", "calma"])
    programme = make_programme(slug="crianza-de-prueba")
    programme.sources = [ProgrammeSource(title="La Convención", citation="1989", locale=locale())]
    programme.save_revision(user=author).publish()
    module = make_module(programme, slug="vinculo")
    activity = make_activity(stage="main")
    shown = [make_media(image=image.pk), make_media(file=recording.pk, transcript="Palabras.")]
    body = [activity, make_prose(text=RICH), make_handout(), *shown]
    goals = ("Escuchar.", "Alabar.", "Jugar.")
    first = make_lesson(
        module, goals=goals, title="Uno", slug="uno", child_ages=["0-2"], materials=["Hojas"], body=body
    )
    first.rights, first.themes = [make_right()], [make_theme()]
    first.save_revision(user=author).publish()
    make_lesson(module, title="Borrador", slug="borrador", live=False, body=[make_activity(stage="main")])
    second = make_module(programme, title="Dos", slug="dos")
    make_lesson(second, title="Otra", slug="otra", body=[make_prose()])
    _translate(programme, module, first, activity)
    for language in ("es", "en"):
        outline.freeze(programme.translation_key, language, user=author)
    _edit(first, author)
    return programme.translation_key


def _translate(programme, module, lesson, activity):
    english = {"locale": locale("en")}
    key = programme.translation_key
    top = make_programme(title="Parenting", slug="parenting", translation_key=key, **english)
    middle = make_module(top, title="Bond", slug="bond", translation_key=module.translation_key, **english)
    body = [{**activity, "value": {**activity["value"], "heading": "Names"}}]
    make_lesson(middle, title="One", slug="one", translation_key=lesson.translation_key, body=body, **english)


def _edit(lesson, author):
    """A draft over a published lesson."""
    page = LessonPage.objects.get(pk=lesson.pk)
    page.title = "Uno, mejor"
    page.body = stored([*page.body.get_prep_value(), make_prose(text="<p>Nuevo.</p>")])
    page.save_revision(user=author)


def packed(key) -> bytes:
    stream = io.BytesIO()
    packing.pack(stream, key)
    return stream.getvalue()


def imported(content: bytes, **overrides):
    return import_programme(io.BytesIO(content), **overrides)


def hashes(key) -> dict[str, str]:
    """The sha256 of what is live now, in each language."""
    pages = ProgrammePage.objects.filter(translation_key=key).select_related("locale")
    codes = [page.locale.language_code for page in pages]
    return {code: sha256_of(outline.to_json(outline.programme(key, code))) for code in codes}


def counted() -> dict[str, int]:
    """How many rows there are of everything that an import writes."""
    models = (*KEPT, get_image_model(), get_document_model())
    return {model.__name__: model._base_manager.count() for model in models}


def empty_site():
    """Throw away every programme with all that belongs to it, frozen rows too."""
    for page in ProgrammePage.objects.order_by("-pk"):
        page.delete()
    with write_gate.lifted(), triggers.lifted():
        for model in (ProgrammeVersion, LessonVersion, CopiedMedia):
            model._base_manager.all()._raw_delete("default")
        for model in (Right, Theme, LoadedSource):
            model.objects.all().delete()
    get_image_model().objects.all().delete()
    get_document_model().objects.all().delete()


def opened(content: bytes) -> dict[str, bytes]:
    """The members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these members, as somebody else's program would write it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sealed(members: dict[str, bytes]) -> bytes:
    """The members with a manifest whose list and checksums are right again."""
    manifest = json.loads(members["manifest.json"])
    rest = {name: content for name, content in members.items() if name != "manifest.json"}
    manifest["members"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in rest.items()
    }
    return zipped({**rest, "manifest.json": json.dumps(manifest).encode()})


def edited(content: bytes, name: str, change) -> bytes:
    """A package in which one JSON file was changed on purpose, with right checksums."""
    members = opened(content)
    values = json.loads(members[name])
    change(values)
    return sealed({**members, name: json.dumps(values).encode()})
