"""Measures the rooms named (all of them without a name) and prints each figure beside its target.

``python dev.py bench [register|lists|certificates|pdf|packs|packages] [--json]``; exits 1 if one misses.
"""

import argparse
import importlib
import os
import sys
import tempfile

import django
from django.test.runner import DiscoverRunner

from benchmarks import figures

SUBJECTS = ("register", "lists", "certificates", "pdf", "packs", "packages")


def read_options() -> argparse.Namespace:
    """What to measure, how often, among how much."""
    asked = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    asked.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="what to measure; all by default")
    asked.add_argument("--json", action="store_true", help="print JSON instead of a table")
    asked.add_argument("--rounds", type=int, default=40, help="registers opened and saved")
    asked.add_argument("--cohorts", type=int, default=300, help="cohorts that stand beside the measured one")
    asked.add_argument("--sessions", type=int, default=12, help="marked sessions of each of them")
    asked.add_argument("--participants", type=int, default=10_000, help="people in the lists' database")
    asked.add_argument("--times", type=int, default=5, help="repetitions of which the best counts")
    return asked.parse_args()


def measured(options: argparse.Namespace) -> list[figures.Figure]:
    """Every figure, in a database of its own that is dropped afterwards."""
    django.setup()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases(serialized_aliases=())
    try:
        rooms = [importlib.import_module(f"benchmarks.{name}") for name in options.subjects or SUBJECTS]
        return [figure for room in rooms for figure in room.measure(options)]
    finally:
        runner.teardown_databases(databases)


def main() -> int:
    """Measure, print, and say by the exit code whether every target is held."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="puente-bench-", ignore_cleanup_errors=True) as scratch:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "BENCHMARKS_SCRATCH": scratch}
        found = measured(options)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(figures.as_json(found) if options.json else figures.as_table(found))
    print(f"\nLoad of the machine for each processor: {load:.1f}", file=sys.stderr)
    return 0 if all(one.is_met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
