"""Modules are named after things people talk about, say what they are for, and stand where they belong."""

import ast
from pathlib import Path

from tests.architecture.sources import ROOT, files, python_files, text, tree

BANNED = {"utils", "helpers", "common", "core", "misc", "base", "services", "manager", "handlers"}
BANNED |= {"util", "helper", "service", "managers", "handler", "tools"}
NAMED_BY_THE_HOUSE = {Path("cms/settings/base.py")}
TOP_FOLDERS = {"cms", "curriculum", "assessments", "templates", "tests", "docs", "benchmarks", ".ci"}
TOP_FILES = {
    "requirements.txt",
    "requirements-dev.txt",
    "lock-constraints.txt",
    "README.md",
    "manage.py",
    "dev.py",
}
TOP_FILES |= {"pyproject.toml", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"}
TOP_FILES |= {".pre-commit-config.yaml", ".gitignore"}


def test_no_module_is_a_junk_drawer():
    named = [(path, {path.stem, *path.parent.parts}) for path in python_files()]

    assert [str(path) for path, names in named if names & BANNED and path not in NAMED_BY_THE_HOUSE] == []


def test_the_top_level_stays_as_it_is():
    folders = {path.parts[0] for path in files() if len(path.parts) > 1}
    loose = {path.parts[0] for path in files() if len(path.parts) == 1}

    assert folders - TOP_FOLDERS == set()
    assert loose - TOP_FILES == set()


def test_every_module_says_what_it_is_for():
    silent = [path for path in python_files() if text(path).strip() and not ast.get_docstring(tree(path))]

    assert [str(path) for path in silent] == []


def test_every_import_is_absolute_and_at_the_top():
    crooked = [
        f"{path}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert crooked == []


def test_tests_mirror_the_code():
    floors = [
        path
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.relative_to(ROOT).parts[1] == "assessments"
    ]
    rooms = {path.name for path in (ROOT / "assessments").iterdir() if path.is_dir()}
    stray = [path for path in floors if len(path.relative_to(ROOT).parts) > 3]

    assert [str(path) for path in stray if path.relative_to(ROOT).parts[2] not in rooms] == []
