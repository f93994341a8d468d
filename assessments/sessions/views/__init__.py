"""The doors of sessions: the register, its history, and the opening of a cohort."""

from assessments.sessions.views.opening import open_cohort
from assessments.sessions.views.registering import history, register

__all__ = ["history", "open_cohort", "register"]
