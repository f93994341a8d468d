"""Builds an empty site and one with the demo in a folder of their own, and takes the pictures of both."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STATES = ("full", "empty")
SHOOT = "import django; django.setup(); from tests.screens import shoot; raise SystemExit(shoot.main())"


def main() -> int:
    """Read the command line; each state is a process of its own, with a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "screens", help="where the pictures go")
    parser.add_argument("--state", choices=STATES, help="one of the two alone")
    parser.add_argument("--only", default="", help="only screens with this word in their name")
    parser.add_argument("--role", default="", help="only this role")
    parser.add_argument("--docs", action="store_true", help="only the pictures of docs/images")
    asked = parser.parse_args()
    states = [asked.state] if asked.state else ["full"] if asked.docs else STATES
    return max(_shoot(state, asked) for state in states)


def _shoot(state: str, asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="puente-screens-") as place:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.testing",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            "DATABASE_URL": f"sqlite:///{place}/puente.sqlite3",
            "PUENTE_PUBLIC_URL": "https://puente.example",
            "TMPDIR": place,
        }
        command = [sys.executable, "-c", SHOOT, state, str(asked.out / state)]
        options = [f"--only={asked.only}", f"--role={asked.role}", *(["--docs"] if asked.docs else [])]
        return subprocess.run([*command, *options], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
