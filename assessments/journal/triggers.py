"""Database triggers that make journals append-only on SQLite and PostgreSQL.

Declared once in ``GUARDED``, installed again after every migration (SQLite silently drops a table's
triggers when AlterField rebuilds it), their presence is a system check.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

GUARDED = ("assessments_auditentry", "assessments_op", "assessments_quarantinedop")

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION assessments_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END; $$ LANGUAGE plpgsql"""


def _acts(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def trigger_names(vendor: str) -> set[str]:
    """The triggers that must exist on a database of ``vendor``."""
    return {f"{table}_no_{act.lower()}" for table in GUARDED for act in _acts(vendor)}


def install(using: str = "default") -> None:
    """Create every missing trigger for tables that exist already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in (name for name in GUARDED if name in tables):
            for act in _acts(connection.vendor):
                name = f"{table}_no_{act.lower()}"
                if connection.vendor == "postgresql":
                    level = "STATEMENT" if act == "TRUNCATE" else "ROW"
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                    cursor.execute(
                        f"CREATE TRIGGER {name} BEFORE {act} ON {table}"
                        f" FOR EACH {level} EXECUTE FUNCTION assessments_refuse()"
                    )
                else:
                    cursor.execute(_SQLITE.format(name=name, act=act, table=table))


def installed(using: str = "default") -> set[str]:
    """The names of our triggers found in the database."""
    connection = connections[using]
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return found & trigger_names(connection.vendor)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Drop the triggers for the length of a block: only the test runner's flush may do this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in GUARDED:
            for act in _acts(connection.vendor):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act.lower()}{on}")
    try:
        yield
    finally:
        install(using)
