"""The translated sentence for each code that a rule of curriculum returns."""

from django.utils.translation import gettext as _

from curriculum.readiness import Gap, Missing


def gap_sentence(missing: Missing) -> str:
    """Say what a lesson lacks and what to do about it."""
    numbers = {"found": missing.found, "wanted": missing.wanted}
    sentences = {
        Gap.NO_GOALS: _("Write at least one goal: what each mother or father can do afterwards."),
        Gap.NO_RIGHTS: _("Choose the rights of the child that this lesson is about."),
        Gap.NO_CHILD_AGES: _("Tick the ages of the children that this lesson fits."),
        Gap.NO_ACTIVITY: _("Add at least one activity or discussion with its minutes."),
        Gap.NO_OPENING: _("Mark one activity as the opening."),
        Gap.NO_CLOSING: _("Mark one activity as the closing."),
        Gap.MINUTES_DIFFER: _("The activities add up to %(found)s minutes; the lesson says %(wanted)s."),
        Gap.SHORT_FORM_TOO_LONG: _(
            "What must stay in a shortened session takes %(found)s minutes; only %(wanted)s are left then."
        ),
        Gap.NO_CHECKLIST: _(
            "Write a checklist sentence in at least one activity, so that delivery can be noted."
        ),
        Gap.NOTHING_FOR_PARTICIPANTS: _("Add a handout or another block that participants may read."),
        Gap.NO_TRANSCRIPT: _("Write the words of %(found)s recording(s), for people who cannot play them."),
    }
    return sentences[missing.gap] % numbers
