"""Which journal SQLite may keep, and that every pragma is really in force."""

import sqlite3

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from cms import sqlite_journal


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_only_where_the_library_has_the_fix(version, mode):
    assert sqlite_journal.journal_mode(version) == mode


@pytest.fixture
def file_database(db, tmp_path):
    """A connection made from our settings to a file, as production opens it."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": sqlite_journal.init_command(sqlite3.sqlite_version_info),
    }
    wrapper = DatabaseWrapper(
        {**connection.settings_dict, "NAME": str(tmp_path / "real.sqlite3"), "OPTIONS": options}, alias="file"
    )
    yield wrapper
    wrapper.close()


def pragma(wrapper, name):
    with wrapper.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_every_pragma_is_in_force_on_a_real_connection(file_database):
    in_force = {
        name: pragma(file_database, name)
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
    }

    assert in_force == {
        "journal_mode": sqlite_journal.journal_mode(sqlite3.sqlite_version_info).lower(),
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 20_000,
    }


def test_settings_use_this_very_command_and_immediate_transactions():
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        assert "init_command" not in database.get("OPTIONS", {})
        return

    options = dict(database["OPTIONS"])
    ours = sqlite_journal.init_command(sqlite3.sqlite_version_info)
    assert options.pop("init_command").startswith(ours)  # the tests' own database adds a faster setting
    assert options == {"transaction_mode": "IMMEDIATE", "timeout": 20}
