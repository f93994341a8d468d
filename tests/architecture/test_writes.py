"""Only operations, migrations, builders and Wagtail's screens for reference data write our tables."""

import pytest
from django.apps import apps
from django.db import connection

from tests.architecture import write_gate
from tests.architecture.sources import FLOORS, ROOT

OPERATION = f"{ROOT}/assessments/sessions/operations.py"
VIEW = f"{ROOT}/assessments/sessions/views.py"
SCREEN = "/lib/site-packages/wagtail/admin/views/generic/models.py"


def run_as(filename: str, sql: str) -> None:
    """Execute a statement as if this file's code did."""
    code = compile("def speak(cursor, sql):\n    cursor.execute(sql)\n", filename, "exec")
    scope = {}
    exec(code, scope)
    with connection.cursor() as cursor:
        scope["speak"](cursor, sql)


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "assessments_op" ("id") VALUES (1)', "assessments_op"),
        ('INSERT OR IGNORE INTO "assessments_op" ("id") VALUES (1)', "assessments_op"),
        ('UPDATE "curriculum_right" SET "title" = 1', "curriculum_right"),
        ("  delete from assessments_consent where 1=0", "assessments_consent"),
        ('TRUNCATE "assessments_op"', "assessments_op"),
        ('SELECT * FROM "assessments_op"', None),
        ('INSERT INTO "cms_user" ("id") VALUES (1)', None),
        ('UPDATE "wagtailcore_page" SET "title" = 1', None),
    ],
)
def test_the_gate_knows_a_write_to_our_tables(sql, table):
    assert write_gate.table_written(sql) == table


@pytest.mark.parametrize(
    ("table", "stack", "allowed"),
    [
        ("assessments_op", [OPERATION], True),
        ("assessments_op", [f"{ROOT}/assessments/sessions/operations/marking.py"], True),
        ("assessments_op", [f"{ROOT}/curriculum/operations.py"], True),
        ("assessments_op", [f"{ROOT}/tests/builders/people.py"], True),
        ("assessments_op", [f"{ROOT}/assessments/migrations/0002_seed.py"], True),
        ("assessments_op", [VIEW], False),
        ("assessments_op", [VIEW, SCREEN], False),
        ("assessments_op", [f"{ROOT}/assessments/sessions/test_operations.py"], False),
        ("assessments_facility", [SCREEN], True),
        ("assessments_facility", [VIEW], False),
        ("curriculum_lessonpage", [SCREEN], True),
        ("curriculum_lessonpage", ["/lib/site-packages/wagtail/models/pages.py"], False),
    ],
)
def test_the_gate_asks_who_writes(table, stack, allowed):
    assert write_gate.is_allowed(table, stack) is allowed


def test_every_reference_table_exists():
    tables = {model._meta.db_table for model in apps.get_models()}

    assert tables >= write_gate.REFERENCE_TABLES
    assert {f"{app}_" for app in FLOORS} >= set(write_gate.REFERENCE_PREFIXES)


@pytest.mark.django_db
def test_a_write_from_a_view_is_refused_before_the_database_sees_it():
    with pytest.raises(write_gate.WriteOutsideOperations, match="assessments_facility"):
        run_as(VIEW, "UPDATE assessments_facility SET id = id WHERE 1 = 0")


@pytest.mark.django_db
def test_the_same_write_from_an_operation_passes():
    run_as(OPERATION, "UPDATE assessments_facility SET id = id WHERE 1 = 0")


@pytest.mark.django_db
def test_a_read_from_a_view_passes():
    run_as(VIEW, "SELECT id FROM assessments_facility WHERE 1 = 0")


@pytest.mark.django_db
def test_a_test_that_attacks_the_tables_can_lift_the_gate(write_gate_lifted):
    run_as(VIEW, "UPDATE assessments_facility SET id = id WHERE 1 = 0")
