"""The plug-in's settings: one ``ASSESSMENTS`` dict, defaults here, unknown keys refused."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        # Folder for certificates, error files and exports; never below MEDIA_ROOT.
        "PRIVATE_ROOT": None,
        # JSON file with the identity keys; outside the database and its backups.
        "KEY_FILE": None,
        # Address printed in certificates' QR codes.
        "PUBLIC_URL": "http://127.0.0.1:8000",
        # Added to the built-in reasons; statuses cannot be added.
        "EXTRA_ABSENCE_REASONS": (),
        "EXTRA_CANCEL_REASONS": (),
        # Words a certificate must never hold, added to the built-in list.
        "EXTRA_FORBIDDEN_WORDS": (),
        # Who issues certificates, as printed in public.
        "PUBLIC_ISSUER": "Puente",
        # Months that identities are kept after a programme ends.
        "IDENTITY_MONTHS": 24,
    }
)


class Conf:
    """Attribute access to the merged settings: ``conf.PUBLIC_URL``."""

    _merged: dict[str, Any] | None = None

    def _load(self) -> dict[str, Any]:
        given = getattr(settings, "ASSESSMENTS", {})
        unknown = sorted(set(given) - set(DEFAULTS))
        if unknown:
            raise ImproperlyConfigured(f"ASSESSMENTS has unknown keys: {', '.join(unknown)}.")
        return {**DEFAULTS, **given}

    def __getattr__(self, name: str) -> Any:
        if name not in DEFAULTS:
            raise AttributeError(name)
        if self._merged is None:
            self._merged = self._load()
        return self._merged[name]

    def forget(self) -> None:
        """Read the settings again at the next question (tests change them)."""
        self._merged = None

    def private(self, *parts: str) -> Path:
        """A path below ``PRIVATE_ROOT``; the folder of the last part exists afterwards."""
        if self.PRIVATE_ROOT is None:
            raise ImproperlyConfigured("Set ASSESSMENTS['PRIVATE_ROOT'] to a folder outside MEDIA_ROOT.")
        path = Path(self.PRIVATE_ROOT).joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


conf = Conf()


def _on_setting_changed(*, setting: str, **kwargs: Any) -> None:
    if setting == "ASSESSMENTS":
        conf.forget()


setting_changed.connect(_on_setting_changed)
