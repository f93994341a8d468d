"""What changes sessions: keep ops, record a register, schedule, move to a newer version, rebuild."""

from assessments.sessions.operations.keeping import Kept, Outcome, keep, keep_form
from assessments.sessions.operations.moving import (
    NothingNewer,
    NotUndoable,
    PreviewOutdated,
    move_cohort,
    undo_move,
)
from assessments.sessions.operations.recording import rebuild, record, save_register, settle
from assessments.sessions.operations.scheduling import BadSeries, open_with_sessions, schedule

__all__ = [
    "BadSeries",
    "Kept",
    "NotUndoable",
    "NothingNewer",
    "Outcome",
    "PreviewOutdated",
    "keep",
    "keep_form",
    "move_cohort",
    "open_with_sessions",
    "rebuild",
    "record",
    "save_register",
    "schedule",
    "settle",
    "undo_move",
]
