"""Database triggers that keep frozen versions and copied media as written, on SQLite and PostgreSQL.

Installed after every migration, because SQLite drops a table's triggers when it rebuilds the table; that
they are there is a system check.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

#: Each table with the columns that never change. Who froze a version may only be forgotten.
FROZEN = {
    "curriculum_programmeversion": (
        "id",
        "created_at",
        "programme_key",
        "language",
        "number",
        "title",
        "content",
        "sha256",
        "revision_pk",
    ),
    "curriculum_lessonversion": (
        "id",
        "created_at",
        "lesson_key",
        "language",
        "number",
        "title",
        "content",
        "sha256",
        "revision_pk",
    ),
    "curriculum_copiedmedia": ("id", "created_at", "file_hash", "sha256", "file"),
}
FORGETTABLE = {"curriculum_programmeversion": "created_by_id"}

_FUNCTION = """CREATE OR REPLACE FUNCTION curriculum_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END; $$ LANGUAGE plpgsql"""


def _acts(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def trigger_names(vendor: str) -> set[str]:
    """The triggers that must exist on a database of `vendor`."""
    return {_name(table, act) for table in FROZEN for act in _acts(vendor)}


def _condition(table: str, act: str, differs: str) -> str:
    if act != "UPDATE":
        return ""
    changes = [f'OLD."{name}" {differs} NEW."{name}"' for name in FROZEN[table]]
    if who := FORGETTABLE.get(table):
        changes.append(f'(NEW."{who}" IS NOT NULL AND OLD."{who}" {differs} NEW."{who}")')
    return f"WHEN ({' OR '.join(changes)})"


def _sqlite(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} {_condition(table, act, 'IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
    )


def _postgresql(table: str, act: str) -> str:
    level = "STATEMENT" if act == "TRUNCATE" else "ROW"
    condition = _condition(table, act, "IS DISTINCT FROM")
    return (
        f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} FOR EACH {level} {condition}"
        " EXECUTE FUNCTION curriculum_refuse()"
    )


_WRITTEN = {"sqlite": _sqlite, "postgresql": _postgresql}


def _drop(cursor, vendor: str, table: str) -> None:
    on = f" ON {table}" if vendor == "postgresql" else ""
    for act in _acts(vendor):
        cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on}")


def knows(using: str = "default") -> bool:
    """Whether the triggers are written for this kind of database."""
    return connections[using].vendor in _WRITTEN


def missing(using: str = "default") -> set[str]:
    """The triggers that are not there, for tables that exist already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return {
        _name(table, act) for table in FROZEN if table in tables for act in _acts(connection.vendor)
    } - found


def install(using: str = "default") -> None:
    """Create every trigger anew, as declared today, for tables that exist already."""
    connection = connections[using]
    if not knows(using):
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in (one for one in FROZEN if one in tables):
            _drop(cursor, connection.vendor, table)
            for act in _acts(connection.vendor):
                cursor.execute(_WRITTEN[connection.vendor](table, act))


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Drop the triggers for the length of a block: only the test runner's flush may do this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table whose foreign keys still wait to be checked keeps its triggers: let them be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in FROZEN:
            _drop(cursor, connection.vendor, table)
    try:
        yield
    finally:
        install(using)
