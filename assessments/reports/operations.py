"""Reading a report is an act: who read which, and the hash of what went into it, are kept."""

from typing import Any

from django.db import models

from assessments.journal import operations as journal


def note_reading(*, user: Any, verb: str, subject: models.Model, sha256: str = "") -> None:
    """Write down that a report was read; the hash says later whether it was the same numbers."""
    detail = {"inputs": sha256} if sha256 else {}
    journal.write(user=user, verb=f"reports.{verb}", subject=subject, detail=detail)
