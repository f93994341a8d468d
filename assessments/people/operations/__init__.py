"""Everything that writes about people: one function per verb, each journalled with names of fields alone."""

from assessments.people.operations.bringing import Report, check_list, confirm_list, import_people
from assessments.people.operations.consents import (
    Answer,
    NoStandingConsent,
    record_consent,
    withdraw_consent,
)
from assessments.people.operations.keeping import discard_draft, keep_draft, prune_drafts, remember_draft
from assessments.people.operations.registering import (
    CodesExhausted,
    ExternalIdTaken,
    Newcomer,
    NoIdentity,
    add_external_id,
    already_registered,
    correct_identity,
    register_participant,
)
from assessments.people.operations.stays import AlreadyElsewhere, NotHere, end_stay, move

__all__ = [
    "AlreadyElsewhere",
    "Answer",
    "CodesExhausted",
    "ExternalIdTaken",
    "Newcomer",
    "NoIdentity",
    "NoStandingConsent",
    "NotHere",
    "Report",
    "add_external_id",
    "already_registered",
    "check_list",
    "confirm_list",
    "correct_identity",
    "discard_draft",
    "end_stay",
    "import_people",
    "keep_draft",
    "move",
    "prune_drafts",
    "record_consent",
    "register_participant",
    "remember_draft",
    "withdraw_consent",
]
