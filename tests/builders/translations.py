"""A lesson with every kind of nested text, in Spanish and as files load it in English."""

from uuid import NAMESPACE_URL, uuid5

from curriculum.models import LessonGoal, LessonMaterial, LessonPage, ModulePage, ProgrammePage, Right
from tests.builders.curriculum import home_page, locale, make_right, stored

ENGLISH = {
    "Programa": "Programme",
    "Módulo": "Module",
    "Escuchar con calma": "Listening calmly",
    "Una sesión sobre escuchar.": "A session about listening.",
    "Para probar.": "To try out.",
    "Escuchar antes de responder.": "Listen before answering.",
    "Papel y lápiz": "Paper and pencil",
    "La idea": "The idea",
    "<p>Escuchar es <b>querer</b>.</p><p>El niño &amp; la niña dicen «sí».</p>": (
        "<p>To listen is to <b>love</b>.</p><p>The boy &amp; the girl say “yes”.</p>"
    ),
    "<ul><li>Mire.</li><li>Espere.</li></ul>": "<ul><li>Look.</li><li>Wait.</li></ul>",
    "Ronda": "Round",
    "Para empezar\njuntos & en calma": "To begin\ntogether & calmly",
    "<p>Siéntense.</p>": "<p>Sit down.</p>",
    "<p>Digan su <i>nombre</i>.</p>": "<p>Say your <i>name</i>.</p>",
    "<p>«Buenos días.»</p>": "<p>“Good morning.”</p>",
    "Todos dijeron su nombre.": "All said their name.",
    "Cuidado del grupo": "Care of the group",
    "Llora en silencio": "Cries in silence",
    "<p>Acérquese.</p><p>Diga: «¿Quiere agua?»</p>": "<p>Come close.</p><p>Say: “Would you like water?”</p>",
    "Se va": "Leaves",
    "<p>Déjelo ir.</p>": "<p>Let him go.</p>",
    "Seguir en contacto": "Staying in contact",
    "Verse y escribirse.": "Seeing and writing to each other.",
}


def key(name):
    return uuid5(NAMESPACE_URL, name)


def items(name, values):
    return [
        {"type": "item", "id": str(key(f"{name}:{number}")), "value": value}
        for number, value in enumerate(values)
    ]


def body(say):
    """Rich text of several paragraphs, plain text with line breaks, a list, a list of structs."""
    prose = {
        "audience": "both",
        "heading": say("La idea"),
        "text": say("<p>Escuchar es <b>querer</b>.</p><p>El niño &amp; la niña dicen «sí».</p>"),
    }
    activity = {
        "audience": "facilitator",
        "heading": say("Ronda"),
        "stage": "main",
        "minutes": 90,
        "keep": "may",
        "group": "whole",
        "purpose": say("Para empezar\njuntos & en calma"),
        "steps": items("steps", [say("<p>Siéntense.</p>"), say("<p>Digan su <i>nombre</i>.</p>")]),
        "say": say("<p>«Buenos días.»</p>"),
        "materials": "",
        "without_paper": "",
        "few_readers": "",
        "responses": say("<ul><li>Mire.</li><li>Espere.</li></ul>"),
        "checklist": say("Todos dijeron su nombre."),
    }
    cries = {
        "sign": "cries",
        "what": say("Llora en silencio"),
        "do": say("<p>Acérquese.</p><p>Diga: «¿Quiere agua?»</p>"),
    }
    leaves = {"sign": "leaves", "what": say("Se va"), "do": say("<p>Déjelo ir.</p>")}
    care = {
        "heading": say("Cuidado del grupo"),
        "text": "",
        "situations": items("situations", [cries, leaves]),
    }
    return [
        {"type": kind, "id": str(key(kind)), "value": value}
        for kind, value in (("prose", prose), ("activity", activity), ("safeguarding", care))
    ]


def lesson_of(parent, say, name="leccion", title="Escuchar con calma", **values):
    page = LessonPage(
        title=say(title),
        slug=name,
        summary=say("Una sesión sobre escuchar."),
        minutes=90,
        locale=parent.locale,
        translation_key=key(name),
        body=stored(body(say)),
        live=False,
        **values,
    )
    page.goals = [
        LessonGoal(
            text=say("Escuchar antes de responder."),
            locale=parent.locale,
            translation_key=key(f"{name}:goal"),
        )
    ]
    page.materials = [
        LessonMaterial(
            name=say("Papel y lápiz"),
            locale=parent.locale,
            translation_key=key(f"{name}:material"),
        )
    ]
    return published(parent, page)


def published(parent, page):
    page = parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def tree_of(home, say, language, lessons=1):
    """A programme with one module and its lessons, below the home of a language."""
    where = {"locale": locale(language)}
    programme = ProgrammePage(
        title=say("Programa"), slug="programa", summary=say("Para probar."), translation_key=key("programa")
    )
    programme.locale = where["locale"]
    programme = published(home, programme)
    module = ModulePage(title=say("Módulo"), slug="modulo", translation_key=key("modulo"), **where)
    module = published(programme, module)
    return [lesson_of(module, say, name=f"leccion-{number}") for number in range(lessons)]


def make_tree(lessons=1):
    """A Spanish programme with its lessons."""
    return tree_of(home_page(), str, "es", lessons)


def make_english_tree(lessons=1):
    """The same as an English translation, below Wagtail's mirror of the home page."""
    mirror = home_page().specific.copy_for_translation(locale("en"), copy_parents=True, alias=True)
    return tree_of(mirror, ENGLISH.__getitem__, "en", lessons)


def make_translated_right():
    """One right in both languages."""
    values = {"article": "9.3", "translation_key": key("right")}
    spanish = make_right(title="Seguir en contacto", plain="Verse y escribirse.", **values)
    Right.objects.create(
        title=ENGLISH[spanish.title], plain=ENGLISH[spanish.plain], locale=locale("en"), **values
    )
    return spanish
