"""What is kept, field by field: how personal it is, why, until when, who exports it and what erases it.

A field that is not here is a failing system check. The table drives one person's export, erasure, key
rotation and the data-inventory page; it is read by people, so it is written for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import models


class Level(StrEnum):
    """How personal a value is; P4 is never kept and therefore stands nowhere in the table."""

    P0 = "public"
    P1 = "staff"
    P2 = "pseudonymous"
    P3 = "identity"
    P4 = "forbidden"


class Exporter(StrEnum):
    """Which paper of a person's own data holds the value."""

    NONE = "not about one person"
    PORTRAIT = "the person's portrait"
    STAFF = "the account's own page"


class Eraser(StrEnum):
    """What erasure of a person does to the value."""

    NOTHING = "stays: says nothing about one person"
    CODE = "stays under the code, which then names nobody"
    OVERWRITE = "overwritten and deleted"
    KEY = "its key is destroyed"
    STAFF = "stays: staff answer for what they did"


@dataclass(frozen=True)
class Treatment:
    """One way to treat a value."""

    level: Level
    purpose: str
    keep_until: str
    exporter: Exporter
    eraser: Eraser


@dataclass(frozen=True)
class Entry:
    """One concrete field and its treatment."""

    model: str
    field: str
    treatment: Treatment


@dataclass(frozen=True)
class Sealed:
    """A column under the vault's keys; its place is ``table|column|pk``."""

    model: str
    column: str = "sealed"
    key_column: str = "key_id"


_FOR_GOOD = "as long as the installation"
_UNDER_CODE = "as long as the installation, under the code"
_P0, _P1, _P2, _P3 = Level.P0, Level.P1, Level.P2, Level.P3

CONTENT = Treatment(_P0, "what is taught, asked and required", _FOR_GOOD, Exporter.NONE, Eraser.NOTHING)
PLACE = Treatment(_P1, "where workshops are held", _FOR_GOOD, Exporter.NONE, Eraser.NOTHING)
SHOWN_PLACE = Treatment(_P0, "the place a certificate names", _FOR_GOOD, Exporter.NONE, Eraser.NOTHING)
STAFF = Treatment(_P1, "who works where and answers for what", _FOR_GOOD, Exporter.STAFF, Eraser.STAFF)
WORK = Treatment(_P1, "how groups and sessions are organised", _FOR_GOOD, Exporter.NONE, Eraser.NOTHING)
RUN = Treatment(_P1, "progress of a long job", "a year after the job", Exporter.NONE, Eraser.NOTHING)
PERSON = Treatment(
    _P2, "to compose groups and to help each person read", _UNDER_CODE, Exporter.PORTRAIT, Eraser.CODE
)
PRESENCE = Treatment(
    _P2, "where the person is: decides who sees the person", _UNDER_CODE, Exporter.PORTRAIT, Eraser.CODE
)
PART = Treatment(_P2, "participation, for a certificate", _UNDER_CODE, Exporter.PORTRAIT, Eraser.CODE)
ANSWER = Treatment(
    _P2, "whether the workshop helped, with the person's consent", _UNDER_CODE, Exporter.PORTRAIT, Eraser.CODE
)
CONSENT = Treatment(
    _P2,
    "what the person agreed to, when and how",
    "as long as what it allows",
    Exporter.PORTRAIT,
    Eraser.CODE,
)
FOREIGN_KEY = Treatment(
    _P3,
    "recognises a person when a list comes again",
    "with the identity",
    Exporter.PORTRAIT,
    Eraser.OVERWRITE,
)
NAME = Treatment(
    _P3,
    "to call a person by name and print it on a certificate",
    "IDENTITY_MONTHS after the programme ends",
    Exporter.PORTRAIT,
    Eraser.OVERWRITE,
)
GIVEN_OUT = Treatment(
    _P2, "to confirm a certificate to whoever holds it", _FOR_GOOD, Exporter.PORTRAIT, Eraser.CODE
)
PRINTED = Treatment(
    _P3,
    "what was printed, as it was printed",
    "until the person asks for erasure",
    Exporter.PORTRAIT,
    Eraser.KEY,
)
TRACE = Treatment(_P2, "who did what, when: ids and names of fields", _FOR_GOOD, Exporter.NONE, Eraser.CODE)

_TABLE: dict[str, dict[Treatment, str]] = {
    # access and places
    "Posting": {STAFF: "id user role reach facility from_on until_on reason"},
    "Facility": {PLACE: "id code name kind time_zone codes_only is_active", SHOWN_PLACE: "public_place"},
    "Unit": {PLACE: "id facility name order"},
    "ClosedDay": {PLACE: "id facility on reason"},
    # people
    "Participant": {PERSON: "id code sex language reading_support birth_band merged_into created_at"},
    "Identity": {NAME: "participant sealed key_id"},
    "Stay": {PRESENCE: "id facility participant unit from_on until_on"},
    "Consent": {
        CONSENT: "id participant purpose given form witness on withdrawn_on",
        STAFF: "recorded_by",
    },
    "ExternalId": {FOREIGN_KEY: "id participant source value"},
    # groups and sessions
    "Cohort": {
        WORK: "id facility code name composition place starts_on at every_days minutes capacity"
        " closed_on created_at",
        CONTENT: "programme_key programme_title programme_sha256 programme_version language lessons_total",
        STAFF: "lead",
    },
    "Enrolment": {PART: "id facility cohort participant starts_on ends_on end_reason created_at"},
    "Session": {
        WORK: "id facility cohort number on at zone minutes_planned minutes_delivered status reason counted"
        " created_at",
        CONTENT: "lesson_key lesson_number lesson_title lesson_language content_sha256",
    },
    "VersionMove": {
        WORK: "id facility cohort sessions moved_at undone_at",
        CONTENT: "from_sha256 to_sha256",
        STAFF: "moved_by undone_by",
    },
    "Replica": {STAFF: "id facility user created_at"},
    "Op": {PART: "id facility replica seq p digest cohort session target field received_at"},
    "QuarantinedOp": {PART: "id facility replica seq p digest why session received_at"},
    "Attendance": {PART: "id facility session participant enrolment status minutes reason in_conflict heads"},
    # measures
    "Instrument": {CONTENT: "id slug name"},
    "InstrumentVersion": {CONTENT: "id instrument semver definition sha256 created_at"},
    "AssessmentPlan": {CONTENT: "id programme_key version baseline_form endline_form primary_scale"},
    "Administration": {
        ANSWER: "id facility participant enrolment programme_key programme_sha256 version form occasion"
        " outcome mode language on sessions_before in_conflict",
        STAFF: "interviewer",
    },
    "ItemResponse": {ANSWER: "id facility administration link_id value missing"},
    "ScaleScore": {ANSWER: "id facility administration scale value n_answered prorated scoring_version"},
    # certificates
    "CompletionRule": {
        CONTENT: "id programme_key share_percent minimum_minutes partial_percent endline_offered"
    },
    "KeyLesson": {CONTENT: "id rule lesson_key"},
    "FolioBook": {WORK: "year last"},
    "Certificate": {
        GIVEN_OUT: "id facility participant enrolment programme_key kind code folio language snapshot_sha256"
        " template_sha256 pdf_sha256 state issued_at ended_at ended_reason replaces",
        PRINTED: "sealed_snapshot",
        STAFF: "issued_by",
    },
    "CertificateKey": {PRINTED: "certificate sealed key_id"},
    # journals
    "AuditEntry": {TRACE: "id at verb facility subject_type subject_id fields detail", STAFF: "user"},
    "Job": {
        RUN: "id facility kind subject_id state done total message result cancel_asked created_at seen_at",
        STAFF: "owner",
    },
}

#: Columns that manage.py rotate_keys seals anew.
SEALED = (Sealed("Identity"), Sealed("CertificateKey"))

#: Words that no field of ours may hold (TRUST.md section 1): what is not kept cannot leak.
_FORBIDDEN = re.compile(
    r"(?:^|_)(?:offen[cs]es?|crimes?|criminal|sentences?|sentencing|courts?|convict\w*|charges?"
    r"|security_levels?|custody|classification|gangs?|victims?|religion|ethnicity|race|diagnos\w*|hiv"
    r"|delitos?|condenas?|sentencias?|penas?|juzgados?|expedientes?|bandas?|victimas?"
    r"|child_name|school|address|photo)(?:_|$)"
)


def entries() -> Iterator[Entry]:
    """Every line of the table."""
    for model, treatments in _TABLE.items():
        for treatment, fields in treatments.items():
            for field in fields.split():
                yield Entry(model, field, treatment)


def concrete_fields() -> set[tuple[str, str]]:
    """Every stored field of the plug-in's models, also of the tables between two of them."""
    ours = apps.get_app_config("assessments").get_models(include_auto_created=True)
    return {(model.__name__, field.name) for model in ours for field in model._meta.concrete_fields}


def unclassified() -> list[str]:
    """Stored fields that nobody has classified."""
    classified = {(entry.model, entry.field) for entry in entries()}
    return sorted(f"{model}.{field}" for model, field in concrete_fields() - classified)


def vanished() -> list[str]:
    """Lines of the table whose field is not there any more."""
    classified = {(entry.model, entry.field) for entry in entries()}
    return sorted(f"{model}.{field}" for model, field in classified - concrete_fields())


def is_forbidden(name: str) -> bool:
    """Whether a field of this name would hold what is never kept."""
    return bool(_FORBIDDEN.search(name.lower()))


def model_of(sealed: Sealed) -> type[models.Model]:
    """The model of a sealed column."""
    return apps.get_model("assessments", sealed.model)
