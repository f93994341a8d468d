"""Puts the values of a packed page into a page of this site; nothing is saved here."""

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
    """Rows for an inline list; one whose key stands already is written again, not made anew."""
    known = {str(row.translation_key): row for row in present}
    children = []
    for number, values in enumerate(packed):
        row = known.get(values["key"]) or model(translation_key=values["key"], locale=locale)
        for name, value in {**values, "sort_order": number}.items():
            if name != "key":
                setattr(row, name, value)
        children.append(row)
    return children
