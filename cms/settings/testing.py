"""The test suite's settings: fast hashing, immediate jobs, private folders, no network."""

import os
import tempfile
from pathlib import Path

from cms import env
from cms.settings.base import *  # noqa: F403
from cms.settings.base import ASSESSMENTS, DATABASES, MIDDLEWARE

PUENTE_PLACE = "testing"
DEBUG = False
SECRET_KEY = "testing-only-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
WAGTAIL_CONTENT_LANGUAGES = [("es", "Spanish"), ("en", "English"), ("quy", "Ayacucho Quechua")]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_scratch = Path(tempfile.gettempdir()) / "puente-tests"
MEDIA_ROOT = _scratch / "media"
ASSESSMENTS = {**ASSESSMENTS, "PRIVATE_ROOT": _scratch / "private", "KEY_FILE": _scratch / "identity.json"}
PUENTE_TICK_FILE = _scratch / "private" / "tick"
STATIC_ROOT = _scratch / "static"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, since threads wait for each other only there; speed before durability.
    _name = env.text("PUENTE_TEST_DB", f"suite-{os.getpid()}")
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / f"{_name}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"
_scratch.mkdir(parents=True, exist_ok=True)
