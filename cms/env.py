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


def path(name: str, default: Path) -> Path:
    """A file or folder."""
    return Path(_env.str(name, default=str(default)))


def database(name: str, default: str) -> dict:
    """A database address as django-environ reads it (``sqlite:///...`` or ``postgres://...``)."""
    return _env.db_url(name, default=default)
