"""The suite's settings on a database file that is as durable as a real one: every save reaches the disk."""

import os
from pathlib import Path

from cms.settings.base import DATABASES as DURABLE
from cms.settings.testing import *  # noqa: F403
from cms.settings.testing import ASSESSMENTS, DATABASES

_scratch = Path(os.environ["BENCHMARKS_SCRATCH"])
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES = {
        "default": {**DURABLE["default"], "TEST": {"NAME": str(_scratch / "benchmarks.sqlite3")}},
    }
ASSESSMENTS = {
    **ASSESSMENTS,
    "PRIVATE_ROOT": _scratch / "private",
    "KEY_FILE": _scratch / "keys" / "identity.json",
}
MEDIA_ROOT = _scratch / "media"
