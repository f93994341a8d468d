"""What changes certificates: issue, print, revoke, replace, erase, and many at once as a job."""

from assessments.certificates.operations.bulk import (
    KeyUsed,
    cancel,
    issue_in_background,
    prune,
    resume,
    resume_stalled,
    start,
)
from assessments.certificates.operations.ending import CannotReplace, NotActive, erase, replace, revoke
from assessments.certificates.operations.issuing import Issued, Refused, check, issue
from assessments.certificates.operations.printing import print_certificates

__all__ = [
    "CannotReplace",
    "Issued",
    "KeyUsed",
    "NotActive",
    "Refused",
    "cancel",
    "check",
    "erase",
    "issue",
    "issue_in_background",
    "print_certificates",
    "prune",
    "replace",
    "resume",
    "resume_stalled",
    "revoke",
    "start",
]
