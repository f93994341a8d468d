"""Every model of the plug-in under its public import path; each is defined in its room."""

from assessments.access.models import Posting
from assessments.certificates.models import Certificate, CertificateKey, FolioBook
from assessments.cohorts.models import Cohort, Enrolment
from assessments.completion.models import CompletionRule, KeyLesson
from assessments.facilities.models import ClosedDay, Facility, Unit
from assessments.jobs.models import Job
from assessments.journal.models import AuditEntry
from assessments.measures.models import (
    Administration,
    AssessmentPlan,
    Instrument,
    InstrumentVersion,
    ItemResponse,
    ScaleScore,
)
from assessments.people.models import Consent, ExternalId, Identity, Participant, Stay
from assessments.sessions.models import Attendance, Op, QuarantinedOp, Replica, Session, VersionMove

__all__ = [
    "Administration",
    "AssessmentPlan",
    "Attendance",
    "AuditEntry",
    "Certificate",
    "CertificateKey",
    "ClosedDay",
    "Cohort",
    "CompletionRule",
    "Consent",
    "Enrolment",
    "ExternalId",
    "Facility",
    "FolioBook",
    "Identity",
    "Instrument",
    "InstrumentVersion",
    "ItemResponse",
    "Job",
    "KeyLesson",
    "Op",
    "Participant",
    "Posting",
    "QuarantinedOp",
    "Replica",
    "ScaleScore",
    "Session",
    "Stay",
    "Unit",
    "VersionMove",
]
