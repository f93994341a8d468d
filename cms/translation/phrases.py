"""Sentences for what is wrong with a file of words, and for what did not fit when pages were adopted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.translation import archive, catalogue
from cms.translation.exchange import NotOurs, Plan, Stranger
from cms.translation.files import FileRefused
from cms.translation.matching import Difference, Mismatch
from cms.translation.operations import Left

DAMAGED = {
    catalogue.Fault.NOT_TEXT: gettext_lazy("This is no file of words (PO), or it was saved in another form."),
    catalogue.Fault.LINE: gettext_lazy(
        "Line %(line)d is damaged: a quotation mark or a word of PO is missing."
    ),
    catalogue.Fault.CUT_OFF: gettext_lazy(
        "The file ends too early; its last whole text begins in line %(line)d."
    ),
    catalogue.Fault.NO_PAGE: gettext_lazy("The head of the file does not say for which page it is."),
}
ARCHIVES = {
    archive.Fault.NOT_ZIP: gettext_lazy("This is no ZIP file, or it is damaged."),
    archive.Fault.TOO_LARGE: gettext_lazy("This is larger than any translation of a programme."),
    archive.Fault.TOO_MANY: gettext_lazy("There are too many files in it."),
    archive.Fault.NO_FILES: gettext_lazy("There is no file of words (PO) in it."),
    archive.Fault.BROKEN: gettext_lazy("A file in it is damaged."),
}
STRANGERS = {
    Stranger.UNKNOWN: gettext_lazy("It is for another page or language, or for a page that is gone."),
    Stranger.TWICE: gettext_lazy("Another file in it is for the same page."),
}
DIFFERENCES = {
    Difference.COUNT: gettext_lazy("%(source)d texts in the original, %(target)d here: left untranslated"),
    Difference.SHAPE: gettext_lazy(
        "other paragraphs or lists than in the original, which will be taken over"
    ),
    Difference.LINKS: gettext_lazy("other links than in the original, which will be taken over"),
    Difference.TWICE: gettext_lazy("the same text translated in two ways: the first is kept"),
}


def refusal(cause: ValueError) -> str:
    """Why a file or an archive was refused, with the name of the file and the line where there is one."""
    if isinstance(cause, FileRefused):
        return _("%(file)s: %(sentence)s") % {"file": cause.name, "sentence": refusal(cause.cause)}
    if isinstance(cause, catalogue.Damaged):
        return DAMAGED[cause.fault] % {"line": cause.line}
    if isinstance(cause, NotOurs):
        return str(STRANGERS[cause.fault])
    if isinstance(cause, archive.Refused):
        sentence = str(ARCHIVES[cause.fault])
        return (
            _("%(file)s: %(sentence)s") % {"file": cause.name, "sentence": sentence}
            if cause.name
            else sentence
        )
    raise cause


def counts(plan: Plan) -> str:
    """What a file brings, in one sentence."""
    return _("%(new)d new, %(changed)d changed, %(same)d as they are, %(waiting)d not translated yet.") % {
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        "waiting": plan.waiting,
    }


def left_out(plan: Plan) -> list[str]:
    """Each line of a file that is left out, and why."""
    reasons = (
        (plan.unknown, _("Line %(line)d: the page has no such text any more: “%(text)s”")),
        (plan.unfit, _("Line %(line)d: a mark such as <b> is broken or does not belong there: “%(text)s”")),
        (plan.unsure, _("Line %(line)d: marked in the file as needing work: “%(text)s”")),
    )
    return [
        words % {"line": entry.line, "text": _short(entry.text)}
        for found, words in reasons
        for entry in found
    ]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def written(count: int) -> str:
    """How many texts were taken in."""
    return ngettext("%(count)d text taken in.", "%(count)d texts taken in.", count) % {"count": count}


def left_behind(left: Left) -> list[str]:
    """What a person should look at in one adopted translation."""
    name = f"{left.title} ({left.language})"
    if left.has_open_draft:
        words = _("%(name)s: has a draft that is not published; publish or discard it, then adopt again.")
        return [words % {"name": name}]
    return [f"{name}: {one.path}: {_difference(one)}" for one in left.mismatches]


def _difference(one: Mismatch) -> str:
    return str(DIFFERENCES[one.difference]) % {"source": one.source, "target": one.target}
