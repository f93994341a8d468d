"""The gates, cheapest first: ``python -m tests.architecture.gates [name ...]`` runs all or those named."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.architecture.sources import ROOT, pure_modules

BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
HERE = "tests/architecture"
STATIC = [*PYTHON, "-m", "pytest", "-q", "--noconftest", "-p", "no:django", "-p", "no:playwright"]
STATIC += ["-p", "no:cacheprovider", "-c", f"{HERE}/static.ini", "--rootdir", "."]
MYPY = [*PYTHON, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", os.devnull]
HOUSE = ("sizes", "names", "leftovers", "hosts", "locks", "dev", "migrations", "license")
NO_DATABASE = {"DATABASE_URL": "sqlite://:memory:"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "gates-only-" + "k3y-Of-M4ny-different_letters-" * 3,
    "ALLOWED_HOSTS": "puente.example.org",
    "PUENTE_URL": "https://puente.example.org",
}


def template_folders() -> list[str]:
    """Where templates stand."""
    found = [Path("templates"), *sorted(path.relative_to(ROOT) for path in ROOT.glob("*/templates"))]
    return [str(path) for path in found if any((ROOT / path).rglob("*.html"))]


def modules(names: list[str]) -> list[str]:
    """The names as mypy's arguments."""
    return [part for name in names for part in ("-m", name)]


def gates() -> dict[str, list[list[str]]]:
    """Every gate by name, with its commands."""
    return {
        "format": [[*PYTHON, "-m", "ruff", "format", "--check", "--quiet", "--diff", "."]],
        "style": [[*PYTHON, "-m", "ruff", "check", "--quiet", "."]],
        "house": [[*STATIC, *(f"{HERE}/test_{name}.py" for name in HOUSE)]],
        "imports": [[str(BIN / "lint-imports"), "--no-cache", "--no-logo"]],
        "purity": [[*STATIC, f"{HERE}/test_purity.py"]],
        # Without its cache: read again from there, mypy complains of modules that it had followed in silence.
        "types": [[*MYPY, *modules(pure_modules())]],
        "templates": [
            [*PYTHON, "-m", "djhtml", "--check", *template_folders()],
            [*STATIC, f"{HERE}/test_templates.py"],
        ],
        "checks": [[*PYTHON, "manage.py", "check", "--fail-level", "WARNING"]],
        "deploy": [[*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]],
        "migrations": [[*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]],
        "messages": [[*STATIC, f"{HERE}/test_messages.py"]],
        "html": [[*PYTHON, "-m", "curlylint", "--quiet", *template_folders()]],
        "node": [["node", "--test", *(str(path) for path in sorted(ROOT.glob("tests/**/*.test.mjs")))]],
    }


def passes(name: str, commands: list[list[str]]) -> bool:
    """Run one gate and say how it went."""
    started = time.monotonic()
    environment = {**os.environ, **NO_DATABASE, **(PRODUCTION if name == "deploy" else {})}
    codes = [subprocess.run(command, cwd=ROOT, env=environment).returncode for command in commands]
    outcome = "RED" if any(codes) else "green"
    sys.stdout.write(f"gate {name}: {outcome} ({time.monotonic() - started:.1f} s)\n")
    sys.stdout.flush()
    return not any(codes)


def main(names: list[str]) -> int:
    """Run the gates and name the red ones at the end."""
    known = gates()
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"No such gate: {', '.join(unknown)}. There are: {', '.join(known)}.")
    chosen = names or [name for name in known if name != "node" or shutil.which("node")]
    red = [name for name in chosen if not passes(name, known[name])]
    sys.stdout.write(f"Red gates: {', '.join(red)}\n" if red else f"All {len(chosen)} gates are green.\n")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
