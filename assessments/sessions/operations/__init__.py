"""What changes sessions: keep ops, record a register, schedule meetings, rebuild the projection."""

from assessments.sessions.operations.keeping import Kept, Outcome, keep, keep_form
from assessments.sessions.operations.recording import rebuild, record, save_register, settle
from assessments.sessions.operations.scheduling import BadSeries, open_with_sessions, schedule

__all__ = [
    "BadSeries",
    "Kept",
    "Outcome",
    "keep",
    "keep_form",
    "open_with_sessions",
    "rebuild",
    "record",
    "save_register",
    "schedule",
    "settle",
]
