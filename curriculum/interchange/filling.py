"""Puts the values of a packed page into a page of this site; nothing is saved here."""

from uuid import UUID

from curriculum.inline_rows import keyed_rows
from curriculum.interchange.bodies import Placed
from curriculum.interchange.entries import CHOSEN, LESSON, OWN_FIELDS, PAGE_FIELDS, PROGRAMME, ROWS
from curriculum.interchange.portrait import LIST_MODELS
from curriculum.models import LessonGoal, LessonMaterial, ProgrammeSource

ROW_MODELS = {
    PROGRAMME: {"sources": ProgrammeSource},
    LESSON: {"goals": LessonGoal, "materials": LessonMaterial},
}


def fill(page, kind, content, rows) -> None:
    """Give a page what its package says; `rows` are this site's rows by (kind, name)."""
    for name in (*PAGE_FIELDS, *OWN_FIELDS[kind]):
        setattr(page, name, content[name])
    page.draft_title = page.title
    for name in ROWS[kind]:
        model = ROW_MODELS[kind][name]
        setattr(page, name, _children(model, getattr(page, name).all(), page.locale, content[name]))
    for name, chosen in CHOSEN[kind].items():
        pks = [rows[chosen, one] for one in content[name]]
        setattr(page, name, LIST_MODELS[chosen].objects.filter(pk__in=pks))
    if kind == LESSON:
        block = page.body.stream_block
        page.body = block.to_python(Placed(rows).stream(block, content["body"], page.title))


def _children(model, present, locale, packed) -> list:
    """Rows for an inline list, each under the key that its package gives it."""
    wanted = [
        (UUID(values["key"]), {name: value for name, value in values.items() if name != "key"})
        for values in packed
    ]
    return keyed_rows(model, present, locale, wanted)
