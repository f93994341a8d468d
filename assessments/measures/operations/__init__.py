"""What changes measures: load instruments, plan, record answers, score again."""

from assessments.measures.operations.instruments import (
    ChangedVersion,
    PrimaryScaleFixed,
    UnknownScale,
    load_instruments,
    plan,
)
from assessments.measures.operations.recording import (
    NoConsent,
    NothingPlanned,
    record,
    record_answers,
    record_outcome,
)
from assessments.measures.operations.scoring_again import rescore

__all__ = [
    "ChangedVersion",
    "NoConsent",
    "NothingPlanned",
    "PrimaryScaleFixed",
    "UnknownScale",
    "load_instruments",
    "plan",
    "record",
    "record_answers",
    "record_outcome",
    "rescore",
]
