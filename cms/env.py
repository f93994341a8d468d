"""Strict readers of the environment: a value is well-formed or the site refuses to start."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()


def text(name: str, default: str | None = None) -> str:
    """The text of ``name``; without a default the variable is required and must not be empty."""
    value = _env.str(name, default=default if default is not None else "")
    if default is None and not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool) -> bool:
    """``True`` or ``False`` exactly; anything else is refused rather than guessed."""
    value = _env.str(name, default=str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}.")
    return value == "True"


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list without empty members."""
    return [part.strip() for part in _env.str(name, default=",".join(default)).split(",") if part.strip()]


def secret(name: str) -> str:
    """The text of ``name``, or the content of the file that ``name``_FILE points at."""
    file = _env.str(f"{name}_FILE", default="")
    if not file:
        return text(name)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {problem.strerror}.") from problem


def number(name: str, default: int) -> int:
    """A whole number."""
    value = _env.str(name, default=str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def path(name: str, default: Path) -> Path:
    """A file or folder."""
    return Path(_env.str(name, default=str(default)))


def database(name: str, default: str) -> dict:
    """A database address as django-environ reads it (``sqlite:///...`` or ``postgres://...``)."""
    return _env.db_url(name, default=default)
