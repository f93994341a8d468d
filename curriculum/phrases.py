"""The translated sentence for each code that a rule of curriculum returns."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.readiness import Gap, Missing
from curriculum.reading_ease import Ease, Level

SENTENCES = {
    Gap.NO_GOALS: gettext_lazy("Write at least one goal: what each mother or father can do afterwards."),
    Gap.NO_RIGHTS: gettext_lazy("Choose the rights of the child that this lesson is about."),
    Gap.NO_CHILD_AGES: gettext_lazy("Tick the ages of the children that this lesson fits."),
    Gap.NO_ACTIVITY: gettext_lazy("Add at least one activity or discussion with its minutes."),
    Gap.NO_OPENING: gettext_lazy("Add an opening."),
    Gap.NO_CLOSING: gettext_lazy("Mark one activity as the closing."),
    Gap.MINUTES_DIFFER: gettext_lazy(
        "The activities add up to %(found)s minutes; the lesson says %(wanted)s."
    ),
    Gap.SHORT_FORM_TOO_LONG: gettext_lazy(
        "What must stay in a shortened session takes %(found)s minutes; only %(wanted)s are left then."
    ),
    Gap.NO_VARIANT_WITHOUT_PAPER: gettext_lazy("Say how “%(about)s” is done without paper."),
    Gap.NO_VARIANT_FOR_FEW_READERS: gettext_lazy("Say how “%(about)s” is done when few people read."),
    Gap.NO_HOMEWORK: gettext_lazy("Add homework for the next visit, letter or call."),
    Gap.NO_SAFEGUARDING: gettext_lazy(
        "Add what to do when somebody cries, boasts of violence, leaves, or tells of harm."
    ),
    Gap.NOTHING_FOR_PARTICIPANTS: gettext_lazy("Add a handout or another block that participants may read."),
    Gap.HANDOUT_TOO_LONG: gettext_lazy(
        "The handout “%(about)s” has %(found)s words; %(wanted)s fit on a page in large print."
    ),
    Gap.NO_SOURCES: gettext_lazy("Name the sources that this lesson rests on."),
}
SIGN_SENTENCES = {
    "cries": gettext_lazy("Say what to do when somebody cries."),
    "boasts": gettext_lazy("Say what to do when somebody boasts of violence."),
    "leaves": gettext_lazy("Say what to do when somebody leaves the room."),
    "discloses": gettext_lazy("Say what to do when somebody tells of harm or danger."),
}
LEVELS = {
    Level.VERY_DIFFICULT: gettext_lazy("very difficult"),
    Level.SOMEWHAT_DIFFICULT: gettext_lazy("somewhat difficult"),
    Level.NORMAL: gettext_lazy("normal"),
    Level.FAIRLY_EASY: gettext_lazy("fairly easy"),
    Level.VERY_EASY: gettext_lazy("very easy"),
}


def gap_sentence(missing: Missing) -> str:
    """Say what a lesson lacks and what to do about it."""
    if missing.gap is Gap.SIGN_MISSING:
        return str(SIGN_SENTENCES[missing.about])
    values = {"found": missing.found, "wanted": missing.wanted, "about": missing.about}
    return (_counted(missing) or str(SENTENCES[missing.gap])) % values


def _counted(missing: Missing) -> str:
    """The sentences whose words follow their number."""
    if missing.gap is Gap.CHECKLIST_DIFFERS:
        return ngettext(
            "The checklist has %(found)s sentence; it needs %(wanted)s, taken from what people do.",
            "The checklist has %(found)s sentences; it needs %(wanted)s, taken from what people do.",
            missing.found,
        )
    if missing.gap is Gap.NO_ALT_TEXT:
        return ngettext(
            "Write what %(found)s picture shows, for people who cannot see it.",
            "Write what %(found)s pictures show, for people who cannot see them.",
            missing.found,
        )
    if missing.gap is Gap.NO_TRANSCRIPT:
        return ngettext(
            "Write the words of %(found)s recording, for people who cannot play it.",
            "Write the words of %(found)s recordings, for people who cannot play them.",
            missing.found,
        )
    return ""


def ease_sentence(ease: Ease | None) -> str:
    """Say how easily participants' text reads; nothing where no formula fits."""
    if ease is None:
        return ""
    values = {"value": round(ease.value), "level": LEVELS[ease.level]}
    return _("Reading ease of what participants read: %(value)s (%(level)s).") % values
