"""Migrations are named by hand, stand in one line and load on every Wagtail we support."""

import re
from pathlib import Path

from tests.architecture.sources import FLOORS, ROOT, text

NEW_WAGTAIL_ONLY = ("WAGTAIL_PAGE" + "_MODEL", "0098_api" + "token")
MACHINE_MADE = re.compile(r"auto_|_and_more$|_\d{8}_\d{4}$")
NAME = re.compile(r"^(\d{4})_[a-z][a-z0-9_]+$")


def migrations(app: str) -> list[Path]:
    folder = ROOT / app / "migrations"
    return sorted(path.relative_to(ROOT) for path in folder.glob("*.py") if path.stem != "__init__")


def every_migration() -> list[Path]:
    return [path for app in FLOORS for path in migrations(app)]


def test_none_holds_what_only_wagtail_8_knows():
    assert [
        str(path) for path in every_migration() if any(word in text(path) for word in NEW_WAGTAIL_ONLY)
    ] == []


def test_every_name_says_what_it_does():
    named = [
        path for path in every_migration() if NAME.match(path.stem) and not MACHINE_MADE.search(path.stem)
    ]

    assert [str(path) for path in every_migration() if path not in named] == []


def test_each_app_has_one_line_of_migrations_and_names_its_last():
    for app in FLOORS:
        names = [path.stem for path in migrations(app)]
        numbers = [int(name[:4]) for name in names]
        last = ROOT / app / "migrations" / "max_migration.txt"

        assert numbers == list(range(1, len(names) + 1)), app
        assert last.exists(), f"{app}: write {names[-1:]} into migrations/max_migration.txt"
        assert last.read_text().strip() == names[-1]
