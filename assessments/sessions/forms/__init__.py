"""Typed input of sessions: a register that came back, and the opening of a cohort with its dates."""

from assessments.sessions.forms.opening import OpeningForm
from assessments.sessions.forms.registering import FIRST_ROW, MAX_NOTES, OUTCOME_SEQ, Posted, read

__all__ = ["FIRST_ROW", "MAX_NOTES", "OUTCOME_SEQ", "OpeningForm", "Posted", "read"]
