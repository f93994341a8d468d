"""The database itself keeps what was given out, whoever writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments import scope
from assessments.journal import triggers
from assessments.models import Certificate
from tests.builders.certificates import make_certificates, make_graduates, make_unprinted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("write_gate_lifted")]
TABLE = "assessments_certificate"


@pytest.fixture
def one():
    return make_certificates(make_graduates(1))[0]


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def pk(certificate):
    return Certificate._meta.pk.get_db_prep_value(certificate.pk, connection)


def update(certificate, assignments, *values):
    attack(f"UPDATE {TABLE} SET {assignments} WHERE id = %s", *values, pk(certificate))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "0" * 16),
        ("folio", "2026-999999"),
        ("language", "en"),
        ("kind", "participation"),
        ("snapshot_sha256", "0" * 64),
        ("pdf_sha256", "0" * 64),
        ("template_sha256", "0" * 64),
        ("sealed_snapshot", b"other"),
        ("ended_reason", "because"),
        ("issued_at", "2020-01-01 00:00:00"),
    ],
)
def test_no_column_changes(one, column, value):
    with pytest.raises(IntegrityError, match="keeps what was given out"):
        update(one, f"{column} = %s", value)


def acts():
    if connection.vendor != "postgresql":
        return ["DELETE FROM {}", "UPDATE {} SET pdf_sha256 = ''"]
    # A table whose foreign keys still wait to be checked cannot be emptied anyway: let them be checked.
    attack("SET CONSTRAINTS ALL IMMEDIATE")
    return ["DELETE FROM {}", "UPDATE {} SET pdf_sha256 = ''", "TRUNCATE {} CASCADE"]


def test_no_row_goes_and_no_hash_is_taken_back(one):
    for act in acts():
        with pytest.raises(IntegrityError):
            attack(act.format(TABLE))


@pytest.mark.parametrize("state", ["revoked", "replaced", "erased"])
def test_a_valid_one_may_end(one, state):
    update(one, "state = %s, ended_reason = 'x'", state)

    with scope.use(scope.system("builders")):
        assert Certificate.objects.get(pk=one.pk).state == state


@pytest.mark.parametrize(
    ("first", "then"),
    [("revoked", "active"), ("replaced", "revoked"), ("erased", "active"), ("erased", "revoked")],
)
def test_what_ended_does_not_come_back(one, first, then):
    update(one, "state = %s", first)

    with pytest.raises(IntegrityError):
        update(one, "state = %s", then)


def test_only_erasing_empties_the_snapshot(one):
    with pytest.raises(IntegrityError):
        update(one, "state = 'revoked', sealed_snapshot = %s", b"")

    update(one, "state = 'erased', sealed_snapshot = %s", b"")
    with pytest.raises(IntegrityError):
        update(one, "sealed_snapshot = %s", b"again")


def test_printing_is_written_once():
    (unprinted,) = make_unprinted(make_graduates(1))

    update(unprinted, "pdf_sha256 = %s, template_sha256 = %s", "a" * 64, "b" * 64)
    with pytest.raises(IntegrityError):
        update(unprinted, "pdf_sha256 = %s", "c" * 64)


def test_installing_again_gives_the_guard_as_declared_today(one):
    name = f"{TABLE}_no_update"
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    attack(f"DROP TRIGGER {name}{on}")
    assert name not in triggers.installed()

    triggers.install()

    assert triggers.installed() == triggers.trigger_names(connection.vendor)
    with pytest.raises(IntegrityError):
        update(one, "code = %s", "0" * 16)
