"""Who may do what: a table of roles and actions, read by people and tested as a matrix. Pure."""

from enum import Enum, StrEnum


class Role(Enum):
    """A person's role in a posting."""

    PSYCHOLOGIST = "psychologist"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    DONOR = "donor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What a person does with the records of a facility."""

    SEE_WORKSPACE = "see_workspace"  # open the field people's home
    SEE_PEOPLE = "see_people"  # participant codes and standing
    SEE_IDENTITY = "see_identity"  # names, journalled
    EDIT_PEOPLE = "edit_people"  # add and correct people, stays, consent
    IMPORT_PEOPLE = "import_people"
    PLAN = "plan"  # open cohorts, schedule, enrol, end enrolments
    RECORD = "record"  # attendance, session status, conflicts
    RECORD_ANSWERS = "record_answers"  # type in questionnaires
    SEE_SCORES = "see_scores"  # one person's scores
    SEE_INSIDE_REPORTS = "see_inside_reports"  # a cohort's change, small-number rules of the inside
    SEE_OUTSIDE_REPORTS = "see_outside_reports"  # groups of ten or more only
    SEE_CERTIFICATES = "see_certificates"  # the board: eligible, not yet because
    ISSUE_CERTIFICATES = "issue_certificates"
    REVOKE_CERTIFICATES = "revoke_certificates"
    MANAGE_FACILITIES = "manage_facilities"
    MANAGE_POSTINGS = "manage_postings"
    SEE_AUDIT = "see_audit"


_FIELD = {Action.SEE_WORKSPACE, Action.SEE_PEOPLE, Action.SEE_IDENTITY, Action.RECORD, Action.RECORD_ANSWERS}

TABLE: dict[Role, frozenset[Action]] = {
    Role.FACILITATOR: frozenset(_FIELD | {Action.SEE_CERTIFICATES}),
    Role.PSYCHOLOGIST: frozenset(
        _FIELD | {Action.SEE_SCORES, Action.SEE_INSIDE_REPORTS, Action.SEE_CERTIFICATES, Action.EDIT_PEOPLE}
    ),
    Role.COORDINATOR: frozenset(
        _FIELD
        | {
            Action.EDIT_PEOPLE,
            Action.IMPORT_PEOPLE,
            Action.PLAN,
            Action.SEE_CERTIFICATES,
            Action.ISSUE_CERTIFICATES,
            Action.REVOKE_CERTIFICATES,
            Action.MANAGE_FACILITIES,
            Action.SEE_AUDIT,
        }
    ),
    Role.DIRECTOR: frozenset({Action.SEE_WORKSPACE, Action.SEE_OUTSIDE_REPORTS}),
    Role.DONOR: frozenset({Action.SEE_WORKSPACE, Action.SEE_OUTSIDE_REPORTS}),
    Role.ADMINISTRATOR: frozenset({Action.MANAGE_FACILITIES, Action.MANAGE_POSTINGS, Action.SEE_AUDIT}),
}

#: Roles that work in Wagtail's admin; the others never enter it.
ADMIN_ROLES = frozenset({Role.PSYCHOLOGIST, Role.COORDINATOR, Role.ADMINISTRATOR})


def allows(role: Role, action: Action) -> bool:
    """Whether ``role`` may do ``action`` where it is posted."""
    return action in TABLE[role]
