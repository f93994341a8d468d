"""The words for marks, reasons and what becomes of a session, and for everything that is kept aside."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.conf import conf
from assessments.sessions import marks, ops, recurrence
from assessments.sessions.marks import AbsenceReason, CancelReason, SessionStatus, Status
from assessments.sessions.rearrangement import Effect, Hold

MARKS = {
    Status.PRESENT: _("Present"),
    Status.PARTIAL: _("Partial"),
    Status.ABSENT: _("Absent"),
    Status.EXCUSED: _("Excused"),
    Status.NOT_EXPECTED: _("Not expected"),
}

OUTCOMES = {
    SessionStatus.HELD: _("Held"),
    SessionStatus.SHORTENED: _("Shortened"),
    SessionStatus.CANCELLED: pgettext_lazy("session", "Cancelled"),
    SessionStatus.POSTPONED: _("Postponed"),
    SessionStatus.PLANNED: _("Not yet"),
}

OUTCOME_TONES = {
    SessionStatus.HELD: "good",
    SessionStatus.SHORTENED: "warn",
    SessionStatus.CANCELLED: "bad",
    SessionStatus.POSTPONED: "warn",
    SessionStatus.PLANNED: "info",
}

ABSENCE_REASONS = {
    AbsenceReason.HEALTH: _("health"),
    AbsenceReason.COURT_OR_LAWYER: _("court or lawyer"),
    AbsenceReason.WORK: _("work"),
    AbsenceReason.VISIT: _("visit"),
    AbsenceReason.SEGREGATION: _("segregation"),
    AbsenceReason.REFUSED: _("did not want to"),
    AbsenceReason.UNKNOWN: _("not known"),
    AbsenceReason.OTHER: _("other reason"),
}

CANCEL_REASONS = {
    CancelReason.LOCKDOWN: _("lockdown"),
    CancelReason.COUNT: _("count"),
    CancelReason.NO_CUSTODY_STAFF: _("no custody staff"),
    CancelReason.NO_FACILITATOR: _("no facilitator"),
    CancelReason.VENUE: _("the place was taken"),
    CancelReason.HOLIDAY: _("holiday"),
    CancelReason.SECURITY: _("security"),
    CancelReason.OTHER: _("other reason"),
}

REFUSALS = {
    marks.Refusal.MINUTES_MISSING: _("Write how many minutes the person was there."),
    marks.Refusal.MINUTES_TOO_FEW: _("At least one minute; somebody who was not there is absent."),
    marks.Refusal.MINUTES_TOO_MANY: _("More minutes than the session had. Correct the minutes."),
    marks.Refusal.MINUTES_NOT_ALLOWED: _("Only “partial” has minutes."),
    marks.Refusal.REASON_NOT_ALLOWED: _("Somebody who was present needs no reason."),
    marks.Refusal.REASON_UNKNOWN: _("Choose one of the reasons in the list."),
}

MINUTES_NO_NUMBER = _("Write the minutes as a number, for example 45.")
COUNT_NO_NUMBER = _("Write the number of signatures as a number, or leave it empty.")
NOTES_TOO_LONG = _("These notes are too long. Keep what the next facilitator needs, in 2,000 letters.")
OUTCOME_UNKNOWN = _("Say what became of the session.")
REASON_NEEDED = _("Say why the session was not held.")
SHORTENED_NEEDS_MINUTES = _("A shortened session had at least one minute and fewer than the planned ones.")
FORM_BROKEN = _("This form came back incomplete. Open the register again; nothing was changed.")

#: Why an op is kept and does not count; the codes of ``ops.Fault`` and ``marks.Refusal`` come on top.
ASIDE = {
    "clash": _("This form had already been saved with another answer. Both are kept: choose one in the row."),
    "outside_enrolment": _("The person was not in the group on that day, so the mark does not count."),
    "unknown_person": _("The person is not in this group, so the mark does not count."),
    "other_session": _("The mark belongs to another session, so it does not count here."),
    **REFUSALS,
    **{fault: _("It could not be read. A coordinator can look at it in the history.") for fault in ops.Fault},
}

SERIES_REFUSALS = {
    recurrence.Refusal.COUNT_OUT_OF_RANGE: _("Choose between 1 and 400 sessions."),
    recurrence.Refusal.EVERY_DAYS_OUT_OF_RANGE: _("Choose between 1 and 366 days."),
    recurrence.Refusal.START_OUT_OF_RANGE: _("Choose a year between 1970 and 2200."),
    recurrence.Refusal.WEEKDAY_UNKNOWN: _("Choose a day of the week."),
}


HOLDS = {
    Hold.DELIVERED: _("stays: it was held"),
    Hold.CALLED_OFF: _("stays: it was called off"),
    Hold.MARKED: _("stays: something was recorded"),
    Hold.DAY_HAS_COME: _("stays: its day has come"),
}

EFFECTS = {
    Effect.SAME: _("nothing changes"),
    Effect.NEW_TEXT: _("same lesson, new text"),
    Effect.OTHER_LESSON: _("another lesson"),
    Effect.NO_LESSON: _("no lesson any more"),
}

PREVIEW_OUTDATED = _(
    "Something changed while you were reading. Nothing was moved: look at it again, then confirm."
)
NOT_UNDOABLE = _(
    "Something was recorded or changed since, so the group stays with its version. Nothing was changed."
)


def absence_reasons() -> list[tuple[str, str]]:
    """The built-in reasons and those of this site's settings."""
    return [(str(code), words) for code, words in ABSENCE_REASONS.items()] + [
        (code, code.replace("_", " ")) for code in conf.EXTRA_ABSENCE_REASONS
    ]


def cancel_reasons() -> list[tuple[str, str]]:
    """The built-in reasons and those of this site's settings."""
    return [(str(code), words) for code, words in CANCEL_REASONS.items()] + [
        (code, code.replace("_", " ")) for code in conf.EXTRA_CANCEL_REASONS
    ]


def mark_words(value: object) -> str:
    """A mark as a person says it: “Partial, 45 min”, “Absent: health”."""
    mark = marks.read_mark(value)
    if mark is None:
        return str(_("no mark"))
    words = str(MARKS[mark.status])
    if mark.minutes is not None:
        words = f"{words}, {mark.minutes} min"
    if mark.reason:
        words = f"{words}: {dict(absence_reasons()).get(mark.reason, mark.reason)}"
    return words


def outcome_words(field: str, value: object) -> str:
    """One of the session's own values as a person says it."""
    if value is None:
        return str(_("nothing"))
    if field == ops.Field.STATUS:
        return str(OUTCOMES.get(value, value))
    if field == ops.Field.REASON:
        return str(dict(cancel_reasons()).get(value, value))
    return str(value)


SESSION_FIELDS = {
    ops.Field.STATUS: _("What became of it"),
    ops.Field.MINUTES: _("Minutes held"),
    ops.Field.REASON: _("Reason"),
    ops.Field.COUNTED: _("Signatures counted"),
    ops.Field.NOTES: _("Notes about the session"),
}
