"""What the architecture tests read: the repository's own files, found without git and without Django."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("curriculum", "assessments", "cms")
NOT_OURS = {"node_modules", "var", "build", "dist", "__pycache__"}
VENDORED = ("vendor",)


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, as paths relative to its root."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in (
            ".ci",
            ".pre-commit-config.yaml",
            ".gitignore",
        )
        if hidden or path.name in NOT_OURS or path.name.endswith((".egg-info", ".mo", ".pyc")):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path.relative_to(ROOT)


def with_suffix(*suffixes: str) -> list[Path]:
    """The files that end so, without vendored bundles."""
    return [path for path in files() if path.suffix in suffixes and not set(path.parts) & set(VENDORED)]


def python_files() -> list[Path]:
    """Our modules, tests and tools; migrations are looked at by their own test."""
    return [path for path in with_suffix(".py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Every template; Wagtail's own that the host overrides keep Wagtail's shape and are left out."""
    return [
        path
        for path in with_suffix(".html")
        if "templates" in path.parts and "wagtailadmin" not in path.parts
    ]


def text(path: Path) -> str:
    """A file as text."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def project() -> dict:
    """pyproject.toml."""
    return tomllib.loads(text(Path("pyproject.toml")))


def contract(identity: str) -> dict:
    """One import contract by its id."""
    return next(one for one in project()["tool"]["importlinter"]["contracts"] if one["id"] == identity)


def pure_modules() -> list[str]:
    """The dotted names of the rule modules: the purity contract is their one list."""
    return contract("purity")["source_modules"]


def path_of(module: str) -> Path:
    """Where a dotted module stands, as a file or as a package."""
    file = Path(*module.split(".")).with_suffix(".py")
    return file if (ROOT / file).exists() else Path(*module.split("."), "__init__.py")
