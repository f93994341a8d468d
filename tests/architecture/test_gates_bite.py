"""Every gate is seen red: a temporary copy of the repository is broken once per gate."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.breakages import BREAKAGES, Breakage
from tests.architecture.gates import gates
from tests.architecture.sources import ROOT, files


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The repository's files without environment, database and history."""
    folder = tmp_path_factory.mktemp("copy")
    for path in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    return folder


def run(copy: Path, gate: str) -> subprocess.CompletedProcess[str]:
    """Run one gate in the copy."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DATABASE_URL")
    }
    environment |= {"PUENTE_VAR": str(copy / "var"), "DJANGO_SETTINGS_MODULE": "cms.settings.development"}
    command = [sys.executable, "-m", "tests.architecture.gates", gate]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)


def append(path: Path, text: str) -> None:
    """Add to a file, or make it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def restore(copy: Path, breakage: Breakage) -> None:
    """Make the copy whole again."""
    for name in breakage.appended:
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, copy / name)
        else:
            (copy / name).unlink()


def test_every_gate_has_its_breakage():
    assert [one.gate for one in BREAKAGES] == list(gates())


@pytest.mark.slow
@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.gate)
def test_the_gate_turns_red_and_names_what_broke(copy, breakage):
    for name, text in breakage.appended.items():
        append(copy / name, text)
    try:
        outcome = run(copy, breakage.gate)
    finally:
        restore(copy, breakage)

    said = outcome.stdout + outcome.stderr
    assert outcome.returncode == 1, said
    assert [words for words in breakage.says if words not in said] == [], said
