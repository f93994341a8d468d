"""Watches the database during tests: our tables are written by operations, migrations and builders alone."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)"
    r"\s+[\"`]?(?P<table>(?:assessments|curriculum)_\w+)",
    re.IGNORECASE,
)
WRITERS = re.compile(
    r"/(?:assessments|curriculum)/(?:\w+/)*operations(?:\.py$|/)"
    r"|/migrations/\w+\.py$"
    r"|/tests/builders/"
    r"|/django/core/management/commands/flush\.py$"
)
# Reference data may be written by Wagtail's own screens and publishing, and by nothing else of Wagtail's.
REFERENCE_SCREENS = re.compile(
    r"/wagtail/(?:admin/views|admin/viewsets|snippets/views|actions|management/commands|contrib/\w+/views)[/.]"
    r"|/wagtail_localize/(?:views|models|synctree)"
)
REFERENCE_TABLES = frozenset({"assessments_facility", "assessments_unit"})
REFERENCE_PREFIXES = ("curriculum_",)
_lifted: ContextVar[bool] = ContextVar("write gate lifted", default=False)


class WriteOutsideOperations(AssertionError):
    """Something other than an operation, a migration or a builder wrote one of our tables."""


def table_written(sql: str) -> str | None:
    """The table of ours that a statement writes, or None."""
    found = WRITE.match(sql)
    return found.group("table").lower() if found else None


def is_allowed(table: str, stack: list[str]) -> bool:
    """Whether one of the files on the stack may write the table."""
    if any(WRITERS.search(name) for name in stack):
        return True
    is_reference = table in REFERENCE_TABLES or table.startswith(REFERENCE_PREFIXES)
    return is_reference and any(REFERENCE_SCREENS.search(name) for name in stack)


def files_on_the_stack() -> list[str]:
    """The files of every frame above the caller, innermost first."""
    frame, names = sys._getframe(1), []
    while frame:
        names.append(frame.f_code.co_filename.replace("\\", "/"))
        frame = frame.f_back
    return names


def watch(execute, sql, params, many, context):
    """Django's execute wrapper: refuse the statement before the database sees it."""
    table = table_written(sql) if isinstance(sql, str) else None
    if table and not _lifted.get():
        stack = files_on_the_stack()
        if not is_allowed(table, stack):
            ours = [
                name for name in stack if "/site-packages/" not in name and "/tests/architecture/" not in name
            ]
            raise WriteOutsideOperations(f"{table} is written outside operations, from {ours[:1]}")
    return execute(sql, params, many, context)


@contextmanager
def lifted() -> Iterator[None]:
    """Let a test write on purpose where no code of ours may, to see the database itself refuse."""
    token = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(token)


def install(connection, **kwargs) -> None:
    """Put the watch on a connection, once (receiver of ``connection_created``)."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)
