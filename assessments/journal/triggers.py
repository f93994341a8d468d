"""Database triggers that keep journals append-only and certificates as given out, on SQLite and PostgreSQL.

Declared once in ``GUARDS``, installed again after every migration (SQLite silently drops a table's
triggers when AlterField rebuilds it), their presence is a system check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class Guard:
    """A table, what the refusal says, and what an update must do to be refused ("" is any update).

    ``{differs}`` in the condition compares so that NULL equals NULL. Rows are never deleted.
    """

    table: str
    says: str
    refuse_update_when: str = ""


_FROZEN = (
    "id",
    "facility_id",
    "participant_id",
    "enrolment_id",
    "programme_key",
    "kind",
    "code",
    "folio",
    "language",
    "snapshot_sha256",
    "issued_at",
    "issued_by_id",
    "replaces_id",
)
_ENDING = ("ended_at", "ended_reason")
_PRINTING = ("template_sha256", "pdf_sha256")


def _any_differs(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"OLD.{name} {{differs}} NEW.{name}" for name in columns) + ")"


_CERTIFICATE = " OR ".join(
    (
        _any_differs(_FROZEN),
        # active -> revoked, active -> replaced, any -> erased; the end is written with the state alone.
        "(OLD.state {differs} NEW.state AND NOT (OLD.state <> 'erased' AND NEW.state = 'erased')"
        " AND NOT (OLD.state = 'active' AND NEW.state IN ('revoked', 'replaced')))",
        f"(OLD.state = NEW.state AND {_any_differs(_ENDING)})",
        "(OLD.sealed_snapshot {differs} NEW.sealed_snapshot"
        " AND NOT (OLD.state <> 'erased' AND NEW.state = 'erased'))",
        # Printed once.
        f"((OLD.pdf_sha256 <> '' OR OLD.state = 'erased') AND {_any_differs(_PRINTING)})",
    )
)

GUARDS = (
    Guard("assessments_auditentry", "is append-only"),
    Guard("assessments_op", "is append-only"),
    Guard("assessments_quarantinedop", "is append-only"),
    Guard("assessments_certificate", "keeps what was given out", _CERTIFICATE),
)
GUARDED = tuple(guard.table for guard in GUARDS)

_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION assessments_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END; $$ LANGUAGE plpgsql"""


def _acts(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def trigger_names(vendor: str) -> set[str]:
    """The triggers that must exist on a database of ``vendor``."""
    return {_name(table, act) for table in GUARDED for act in _acts(vendor)}


def _condition(guard: Guard, act: str, differs: str) -> str:
    if act != "UPDATE" or not guard.refuse_update_when:
        return ""
    return f"WHEN ({guard.refuse_update_when.format(differs=differs)})"


def _sqlite(guard: Guard, act: str) -> str:
    return (
        f"CREATE TRIGGER {_name(guard.table, act)} BEFORE {act} ON {guard.table}"
        f" {_condition(guard, act, 'IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.table} {guard.says}'); END"
    )


def _postgres(guard: Guard, act: str) -> str:
    level = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {_name(guard.table, act)} BEFORE {act} ON {guard.table} FOR EACH {level}"
        f" {_condition(guard, act, 'IS DISTINCT FROM')} EXECUTE FUNCTION assessments_refuse('{guard.says}')"
    )


def _drop(cursor, vendor: str, table: str) -> None:
    for act in _acts(vendor):
        on = f" ON {table}" if vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on}")


def install(using: str = "default") -> None:
    """Create every trigger anew, as declared today, for tables that exist already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    written = _postgres if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for guard in (one for one in GUARDS if one.table in tables):
            _drop(cursor, connection.vendor, guard.table)
            for act in _acts(connection.vendor):
                cursor.execute(written(guard, act))


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
            _drop(cursor, connection.vendor, table)
    try:
        yield
    finally:
        install(using)
