"""The smallest valid programme, module and lesson pages, and blocks for a lesson's body."""

from uuid import uuid4

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site

from curriculum.models import LessonGoal, LessonMaterial, LessonPage, ModulePage, ProgrammePage, Right, Theme

# Wagtail leaves the temporary file of a new rendition for the garbage collector to close.
RENDITION_LEAK = "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"


def locale(language="es"):
    return Locale.objects.get_or_create(language_code=language)[0]


def home_page():
    """The default site's home page; the host's first migrations bring one."""
    return Site.objects.get(is_default_site=True).root_page


def make_programme(*, live=True, **overrides):
    values = {"title": "Crianza de prueba", "summary": "Para probar.", "locale": locale()} | overrides
    return home_page().add_child(instance=ProgrammePage(live=live, **values))


def make_module(programme=None, *, live=True, **overrides):
    parent = programme or make_programme()
    values = {"title": "Vínculo", "locale": parent.locale} | overrides
    return parent.add_child(instance=ModulePage(live=live, **values))


def make_lesson(module=None, *, body=None, live=True, goals=("Escuchar.",), materials=(), **overrides):
    parent = module or make_module()
    body = [make_activity()] if body is None else body
    values = {"title": "Escuchar", "minutes": 90, "locale": parent.locale, "body": stored(body)} | overrides
    page = LessonPage(live=live, **values)
    page.goals = [LessonGoal(text=text, locale=parent.locale) for text in goals]
    page.materials = [LessonMaterial(name=name, locale=parent.locale) for name in materials]
    return parent.add_child(instance=page)


def stored(blocks):
    """Blocks as a page's body holds them."""
    return LessonPage._meta.get_field("body").stream_block.to_python(blocks)


def _block(kind, values, overrides):
    return {"type": kind, "id": str(uuid4()), "value": values | overrides}


def make_activity(**overrides):
    values = {
        "audience": "facilitator",
        "heading": "Ronda de nombres",
        "stage": "opening",
        "minutes": 90,
        "keep": "may",
        "group": "whole",
        "steps": ["<p>Siéntense en círculo.</p>"],
        "checklist": "Cada persona dijo su nombre.",
    }
    return _block("activity", values, overrides)


def make_discussion(**overrides):
    values = {
        "audience": "facilitator",
        "heading": "Conversación",
        "minutes": 15,
        "keep": "may",
        "question": "¿Qué ayuda a escuchar?",
        "prompts": ["¿Y en casa?"],
    }
    return _block("discussion", values, overrides)


def make_prose(**overrides):
    return _block("prose", {"audience": "both", "heading": "La idea", "text": "<p>Escuchar.</p>"}, overrides)


def make_handout(**overrides):
    values = {"audience": "participant", "heading": "Para llevar", "text": "<p>Escucho.</p>"}
    return _block("handout", values, overrides)


def make_media(**overrides):
    values = {"audience": "both", "heading": "", "image": None, "file": None, "alt_text": "Una mano."}
    return _block("media", values | {"transcript": ""}, overrides)


def make_image(**overrides):
    """A picture in the media folder; tests that use it set MEDIA_ROOT."""
    values = {"title": "Mano", "file": get_test_image_file(filename="mano.png")}
    return get_image_model().objects.create(**values | overrides)


def make_right(**overrides):
    values = {"article": "9.3", "title": "Seguir en contacto", "plain": "Verse.", "locale": locale()}
    return Right.objects.create(**values | overrides)


def make_theme(**overrides):
    values = {"slug": "escucha", "name": "Escucha", "locale": locale()}
    return Theme.objects.create(**values | overrides)
