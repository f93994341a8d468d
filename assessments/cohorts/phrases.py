"""The words for ends of enrolments and for what is refused about cohorts and members."""

from django.utils.translation import gettext_lazy as _

from assessments.cohorts.standing import CohortState, EndReason, Refusal, Standing
from curriculum.outline import Change

END_REASONS = {
    EndReason.COMPLETED: _("finished the programme"),
    EndReason.RELEASED: _("released"),
    EndReason.TRANSFERRED: _("moved to another facility"),
    EndReason.SEGREGATED: _("segregated"),
    EndReason.WITHDREW: _("left by own choice"),
    EndReason.REMOVED: _("taken out of the group"),
    EndReason.HEALTH: _("health"),
    EndReason.DIED: _("died"),
    EndReason.OTHER: _("other"),
}

END_REASON_CHOICES = [(reason.value, words) for reason, words in END_REASONS.items()]

STATES = {
    CohortState.PLANNED: _("not begun"),
    CohortState.RUNNING: _("running"),
    CohortState.FINISHED: _("finished"),
}

STANDINGS = {Standing.WAITING: _("waiting"), Standing.ACTIVE: _("in the group"), Standing.ENDED: _("left")}

CHANGES = {
    Change.CHANGED: _("new text"),
    Change.ADDED: _("new lesson"),
    Change.REMOVED: _("no longer taught"),
    Change.MOVED: _("stands elsewhere in the programme"),
}

REFUSALS = {
    Refusal.START_MISSING: _("Say first on which day the person joined the group."),
    Refusal.ENDS_BEFORE_START: _("The end is before the day on which the person joined. Choose a later day."),
    Refusal.STARTS_BEFORE_COHORT: _(
        "The group had not begun on that day. Choose its first day or a later one."
    ),
    Refusal.END_REASON_MISSING: _("Say why the person leaves."),
    Refusal.END_REASON_UNKNOWN: _("Choose one of the reasons in the list."),
    Refusal.END_REASON_WITHOUT_END: _("A reason needs the day on which the person left."),
}

CODE_TAKEN = _("Another group has this code. Choose a different one.")
NO_LESSONS = _("This programme has no published lesson yet. Publish one, then open the group.")
NOBODY_CHOSEN = _("Choose at least one person.")
NOT_STAYING = _("Not in this facility any more: %(codes)s. Nobody was added; take them out and try again.")
ALREADY_ENDED = _("This person had left the group already. Nothing was changed.")
COHORT_CLOSED = _("This group is closed, so nobody can be added.")
KEY_USED = _("This form was already used for another group. Start again from the list of groups.")
STAYS_CLOSED = _("This group is closed, so it keeps the version it took.")
NOTHING_NEWER = _("This group takes the programme as it is published today. There is nothing to move to.")
PROGRAMME_GONE = _(
    "The programme is no longer published in the language of this group. The group goes on with its version."
)
VERSION_UNKNOWN = _("The version of this group was not kept here, so it cannot be compared.")
NO_LESSONS_LEFT = _("The programme has no published lesson any more. The group goes on with its version.")
