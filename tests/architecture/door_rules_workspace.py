"""Rules of the plug-in's own addresses: the workspace and the public page that checks a certificate."""

from tests.architecture.door_rules import DESK, FIELD, OPEN, Rule
from tests.architecture.door_world import ACTORS

COORDINATOR = ("coordinator",)
PSYCHOLOGIST = ("psychologist",)
OUTSIDE = ("director", "donor")
COHORT = {"pk": "@cohort.pk"}
PERSON = {"code": "@participant.code"}
JOB = {"pk": "@job.pk"}
CERTIFICATE = {"pk": "@certificate.pk"}
BY_NUMBERS = "Only groups of ten or more, and never the name of a place or group."
UNNAMED = "The public page names nobody and no place."

HOME = (
    Rule("assessments:workspace_home", (*FIELD, *OUTSIDE)),
    Rule(
        "assessments:workspace_resume",
        ACTORS[:-1],
        {"token": "unknown"},
        OPEN,
        silent="What somebody typed themselves, in their own browser.",
    ),
    Rule("assessments:cohort_page", FIELD, COHORT),
    Rule("assessments:cohort_version", COORDINATOR, COHORT, post={"seen": ""}, done=200),
    Rule("assessments:cohort_version_undo", COORDINATOR, {"pk": "@move.pk"}, post={}, get=False),
    Rule("assessments:workspace_notes", FIELD),
)

SESSIONS = (
    Rule("assessments:session_register", FIELD, {"pk": "@session.pk"}, post={"minutes_delivered": "90"}),
    Rule("assessments:session_history", FIELD, {"pk": "@session.pk"}),
    Rule("assessments:session_pack", FIELD, {"pk": "@session.pk"}),
    Rule("assessments:session_pack_pdf", FIELD, {"pk": "@session.pk"}),
    Rule("assessments:cohort_open", COORDINATOR, post={"facility": "@facility.pk"}, done=200),
)

COHORTS = (
    Rule("assessments:cohort_list", FIELD),
    Rule("assessments:cohort_enrol", COORDINATOR, COHORT, post={"people": "@newcomer.pk"}),
    Rule("assessments:enrolment_end", COORDINATOR, {"pk": "@waiting.pk"}, post={"reason": "released"}),
)

PEOPLE = (
    Rule("assessments:people_list", FIELD),
    Rule("assessments:people_export", DESK, {"kind": "xlsx"}),
    Rule(
        "assessments:people_add",
        DESK,
        post={"surnames": "Seis", "given_names": "Fausto", "sex": "male", "unit": "@unit.pk"},
        query="?facility=@facility.pk",
    ),
    Rule("assessments:people_import", COORDINATOR, post={"facility": "@facility.pk"}, done=200),
    Rule(
        "assessments:people_import_check",
        COORDINATOR,
        {"pk": "@draft.pk"},
        post={},
        owned=True,
        rehearses=True,
    ),
    Rule(
        "assessments:people_import_errors",
        COORDINATOR,
        {"pk": "@draft.pk"},
        owned=True,
        rehearses=True,
        silent="Rows, columns and remedies; this list has no problem.",
    ),
    Rule("assessments:people_detail", FIELD, PERSON),
    Rule("assessments:people_name", DESK, PERSON, post={"surnames": "Otro", "given_names": "Nombre"}),
    Rule(
        "assessments:people_consent",
        DESK,
        PERSON,
        post={"purpose": "image", "given": "yes", "form": "written", "on": "2026-02-01"},
    ),
    Rule("assessments:people_withdraw", DESK, {**PERSON, "purpose": "measures"}, post={}),
    Rule("assessments:people_move", DESK, PERSON, post={"to": "@facility.pk", "unit": ""}),
)

MEASURES = (
    Rule("assessments:measure_answers", FIELD, {**COHORT, "occasion": "baseline"}, post={}),
    Rule("assessments:report_list", PSYCHOLOGIST),
    Rule("assessments:report_cohort", PSYCHOLOGIST, COHORT),
    Rule("assessments:report_people", PSYCHOLOGIST, COHORT),
    Rule("assessments:report_person", PSYCHOLOGIST, {"pk": "@enrolment.pk"}),
    Rule("assessments:report_outside", OUTSIDE, silent=BY_NUMBERS),
)

CERTIFICATES = (
    Rule("assessments:completion_rule", COORDINATOR, COHORT, post={}),
    Rule("assessments:certificate_board", FIELD, COHORT),
    Rule(
        "assessments:certificate_review",
        COORDINATOR,
        COHORT,
        post={"person": "@waiting.pk"},
        get=False,
        done=200,
    ),
    Rule(
        "assessments:certificate_issue",
        COORDINATOR,
        COHORT,
        post={"person": "@waiting.pk", "key": "0f5b7c1e-8c57-4a3e-9d0b-3a2f6b1c4d5e"},
        get=False,
    ),
    Rule("assessments:certificate_job", COORDINATOR, JOB),
    Rule("assessments:certificate_job_state", COORDINATOR, JOB, silent="Three numbers and a state."),
    Rule("assessments:certificate_job_cancel", COORDINATOR, JOB, post={}, get=False),
    Rule("assessments:certificate_job_resume", COORDINATOR, JOB, post={}, get=False),
    Rule("assessments:certificate_job_file", COORDINATOR, {**JOB, "name": "@job_file"}),
    Rule("assessments:certificate_detail", FIELD, CERTIFICATE),
    Rule("assessments:certificate_pdf", COORDINATOR, CERTIFICATE),
    Rule("assessments:certificate_revoke", COORDINATOR, CERTIFICATE, post={"reason": "Error"}, get=False),
    Rule("assessments:certificate_replace", COORDINATOR, CERTIFICATE, post={"reason": "Error"}, get=False),
    Rule("assessments:certificate_verify", ACTORS, floor=OPEN, silent=UNNAMED),
    Rule("assessments:certificate_verify_code", ACTORS, {"code": "ABCD"}, OPEN, silent=UNNAMED),
)

RULES = (*HOME, *SESSIONS, *COHORTS, *PEOPLE, *MEASURES, *CERTIFICATES)
