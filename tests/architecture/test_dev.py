"""dev.py needs nothing but a Python, installs a lock once, and prints what a person can do about a lack."""

import ast
import json
import sys
from pathlib import Path

import pytest

import dev
from tests.architecture.sources import ROOT, tree


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(tree(path)))
    plain = {one.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for one in node.names}
    return plain | {node.module.split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


RECORDER = """#!/bin/sh
echo "$(basename "$0") $*" >> "{log}"
"""


def recorder(path: Path, log: Path) -> None:
    """A program that writes down how it was called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RECORDER.format(log=log))
    path.chmod(0o755)


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """An empty repository with an environment and a uv that write down what they are asked to do."""
    log = tmp_path / "commands.txt"
    log.touch()
    recorder(tmp_path / ".venv" / "bin" / "python", log)
    recorder(tmp_path / "bin" / "uv", log)
    (tmp_path / "requirements.txt").write_text("one==1 --hash=sha256:0\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return lambda word: [line for line in log.read_text().splitlines() if word in line]


@pytest.mark.parametrize("path", ["dev.py", "cms/serving.py"])
def test_what_runs_before_the_environment_needs_the_standard_library_alone(path):
    assert imported(Path(path)) - sys.stdlib_module_names == set()


def test_a_lock_is_installed_once(commands):
    dev.install("requirements.txt")
    dev.install("requirements.txt")

    assert commands("install") == [
        f"uv pip install --python {dev.PYTHON} --require-hashes -r requirements.txt"
    ]


def test_a_changed_lock_is_installed_again(commands):
    dev.install("requirements.txt")
    (dev.ROOT / "requirements.txt").write_text("one==2 --hash=sha256:1\n")
    dev.install("requirements.txt")

    assert len(commands("install")) == 2
    assert list(json.loads((dev.VENV / "installed.json").read_text())) == ["requirements.txt"]


def test_without_uv_pip_installs_the_same_lock(commands):
    (dev.ROOT / "bin" / "uv").unlink()

    dev.install("requirements.txt")

    assert [line.split()[:4] for line in commands(" install ")] == [["python", "-m", "pip", "install"]]
    assert commands(" install ")[0].endswith("--require-hashes -r requirements.txt")


def test_only_newer_translations_are_compiled(commands):
    catalog = dev.ROOT / "cms" / "locale" / "es" / "LC_MESSAGES" / "django.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text("")

    dev.compile_catalogs()
    catalog.with_suffix(".mo").write_bytes(b"")
    dev.compile_catalogs()

    assert commands("compile") == ["python manage.py compile_catalogs"]


def test_a_missing_package_is_named_in_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))

    dev.system_packages(("chromium",))

    line = "sudo apt-get install -y --no-install-recommends chromium"
    assert capsys.readouterr().out == f"==> Missing on this system; going on without: {line}\n"


def test_a_command_that_fails_stops_with_its_name():
    with pytest.raises(SystemExit, match="false ended with code 1"):
        dev.must(["false"])


def test_a_package_that_no_system_has_is_missing():
    assert dev.missing_packages(("no-such-package-of-ours",)) == ["no-such-package-of-ours"]


def test_make_says_the_same_commands():
    aliases = (ROOT / "Makefile").read_text().split(".PHONY: ")[1].splitlines()[0].split()

    assert set(aliases) == set(dev.COMMANDS)
