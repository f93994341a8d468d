"""Rules take time and chance as arguments, read no settings and translate nothing."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import FLOORS, ROOT, path_of, pure_modules, python_files, tree

CLOCK = {"now", "today", "utcnow", "localtime", "monotonic", "perf_counter", "time_ns", "uuid1", "uuid4"}
CHANCE = {"random", "secrets", "os", "logging", "time", "sqlite3", "subprocess", "socket"}


def present() -> list[str]:
    return [name for name in pure_modules() if (ROOT / path_of(name)).exists()]


def calls(path: Path) -> set[str]:
    found = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return {one.attr for one in found if isinstance(one, ast.Attribute)} | {
        one.id for one in found if isinstance(one, ast.Name)
    }


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_every_rule_of_the_contract_exists():
    assert [name for name in pure_modules() if not (ROOT / path_of(name)).exists()] == []


def test_every_module_that_calls_itself_pure_is_in_the_contract():
    calling = [
        str(path)
        for path in python_files()
        if path.parts[0] in FLOORS and re.search(r"\bPURE\b", ast.get_docstring(tree(path)) or "")
    ]

    assert set(calling) - {str(path_of(name)) for name in pure_modules()} == set()


def test_no_rule_looks_at_the_clock():
    assert {name: found for name in present() if (found := calls(path_of(name)) & CLOCK)} == {}


def test_no_rule_touches_the_world():
    touching = {name: imported(path_of(name)) & CHANCE for name in present()}

    assert {name: found for name, found in touching.items() if found} == {}


def test_no_rule_opens_or_prints():
    assert {name: found for name in present() if (found := calls(path_of(name)) & {"open", "print"})} == {}
