"""What production must be before it opens its doors; each refusal has an id and a remedy."""

import sqlite3
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.exceptions import ImproperlyConfigured

from cms import sqlite_journal

REAL_PLACES = frozenset({"production", "field"})
SHORTEST_KEY = 50
KNOWN_KEYS = ("django-insecure-", "development-only-", "testing-only-")


def is_real() -> bool:
    """Whether real people's data may be here."""
    return settings.PUENTE_PLACE in REAL_PLACES


def debug_is_off() -> list[CheckMessage]:
    """E001: DEBUG shows settings and rows to whoever meets an error."""
    if not (is_real() and settings.DEBUG):
        return []
    return [Error("DEBUG is on.", hint="Remove DEBUG from the settings of this place.", id="cms.E001")]


def key_is_secret() -> list[CheckMessage]:
    """E002: the secret key is long, varied and not one of the published ones."""
    key = settings.SECRET_KEY
    is_good = len(key) >= SHORTEST_KEY and len(set(key)) >= 5 and not key.startswith(KNOWN_KEYS)
    if not is_real() or is_good:
        return []
    hint = "Put 64 random characters (openssl rand -base64 48) into the file SECRET_KEY_FILE points at."
    return [Error("SECRET_KEY is a default or too short.", hint=hint, id="cms.E002")]


def sqlite_is_safe(
    version: tuple[int, ...] = sqlite3.sqlite_version_info, databases: Mapping[str, Any] | None = None
) -> list[CheckMessage]:
    """E003: no write-ahead log with a library that can lose it."""
    if not is_real() or sqlite_journal.has_fix(version) or "WAL" not in _journals(databases):
        return []
    hint = "Leave OPTIONS['init_command'] to cms.sqlite_journal, or install SQLite 3.51.3 or later."
    return [Error("This SQLite library can lose data in WAL mode.", hint=hint, id="cms.E003")]


def key_files_are_private() -> list[CheckMessage]:
    """E004: files with keys are readable by the service's own user alone."""
    if not is_real():
        return []
    return [
        Error(
            f"{path.name} can be read by other users of this machine.",
            hint=f"Run: chmod 600 {path}",
            id="cms.E004",
        )
        for path in _key_files()
        if path.is_file() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]


def second_factor_is_on() -> list[CheckMessage]:
    """E005: on the internet a password alone opens nothing."""
    if settings.PUENTE_PLACE != "production" or settings.PUENTE_SECOND_FACTOR:
        return []
    hint = "Remove PUENTE_SECOND_FACTOR from the production settings."
    return [Error("The second factor is switched off.", hint=hint, id="cms.E005")]


def private_files_are_apart() -> list[CheckMessage]:
    """E006: private files never lie below a folder that is served."""
    private = Path(settings.ASSESSMENTS["PRIVATE_ROOT"]).resolve()
    served = [Path(settings.MEDIA_ROOT).resolve(), Path(settings.STATIC_ROOT).resolve()]
    if not any(private.is_relative_to(folder) or folder.is_relative_to(private) for folder in served):
        return []
    hint = "Give ASSESSMENTS['PRIVATE_ROOT'] a folder of its own, beside MEDIA_ROOT and STATIC_ROOT."
    return [Error("Private files would lie among served ones.", hint=hint, id="cms.E006")]


REFUSALS = (
    debug_is_off,
    key_is_secret,
    sqlite_is_safe,
    key_files_are_private,
    second_factor_is_on,
    private_files_are_apart,
)


@register(Tags.security)
def doors(app_configs, **kwargs):
    """Every refusal, on each management command."""
    return [message for refusal in REFUSALS for message in refusal()]


def journal_chosen(version: tuple[int, ...]) -> CheckMessage:
    """I001: which journal was chosen for this library, and why."""
    why = "has the WAL-reset fix" if sqlite_journal.has_fix(version) else "lacks the WAL-reset fix"
    number = ".".join(map(str, version))
    return Info(f"SQLite {number} {why}: journal_mode={sqlite_journal.journal_mode(version)}.", id="cms.I001")


@register(Tags.security, deploy=True)
def sqlite_says_which_journal(app_configs, **kwargs):
    """Told by ``check --deploy`` where SQLite is used."""
    return [journal_chosen(sqlite3.sqlite_version_info)] if _journals() else []


def refuse_unsafe_start() -> None:
    """For the web server, which runs no system checks: raise instead of serving unsafely."""
    found = [message for refusal in REFUSALS for message in refusal()]
    if found:
        raise ImproperlyConfigured("; ".join(f"{one.id}: {one.msg} {one.hint}" for one in found))


def _journals(databases: Mapping[str, Any] | None = None) -> set[str]:
    """The journal modes that the databases' first commands ask for."""
    commands = [
        database.get("OPTIONS", {}).get("init_command", "").upper().replace(" ", "")
        for database in (settings.DATABASES if databases is None else databases).values()
        if database["ENGINE"] == "django.db.backends.sqlite3"
    ]
    return {mode for command in commands for mode in ("WAL", "TRUNCATE") if f"JOURNAL_MODE={mode}" in command}


def _key_files() -> list[Path]:
    named = [settings.ASSESSMENTS["KEY_FILE"], settings.SECRET_KEY_FILE]
    return [Path(name) for name in named if name]
