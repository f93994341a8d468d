"""Nothing grows past the sizes at which a person still sees it whole."""

import ast
from pathlib import Path

from tests.architecture.sources import ROOT, functions, python_files, templates, text, with_suffix

FILE, TEST_FILE, FUNCTION, VIEW, ARGUMENTS, TEMPLATE, SCRIPT = 300, 400, 40, 25, 6, 80, 200


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def limit(path: Path) -> int:
    return TEST_FILE if path.parts[0] == "tests" else FILE


def is_view(path: Path) -> bool:
    return path.parts[0] != "tests" and (path.stem == "views" or "views" in path.parent.parts)


def arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([one for one in named if one.arg not in ("self", "cls")])


def test_modules_are_short():
    long = {str(path): lines(path) for path in python_files() if lines(path) > limit(path)}

    assert long == {}


def test_functions_are_short():
    long = {
        f"{path}:{function.lineno} {function.name}": function.end_lineno - function.lineno + 1
        for path in python_files()
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > (VIEW if is_view(path) else FUNCTION)
    }

    assert long == {}


def test_functions_take_few_arguments():
    greedy = {
        f"{path}:{function.lineno} {function.name}": arguments(function)
        for path in python_files()
        if path.parts[0] != "tests"
        for function in functions(path)
        if arguments(function) > ARGUMENTS
    }

    assert greedy == {}


def test_templates_are_short():
    assert {str(path): lines(path) for path in templates() if lines(path) > TEMPLATE} == {}


def test_scripts_are_short():
    scripts = [path for path in with_suffix(".js", ".mjs") if path.parts[0] != "tests"]

    assert {str(path): lines(path) for path in scripts if lines(path) > SCRIPT} == {}


def test_the_complexity_limit_is_the_linters():
    configuration = text(Path("pyproject.toml"))

    assert "max-complexity = 8" in configuration
    assert "max-args = 6" in configuration
    assert (ROOT / "pyproject.toml").exists()
