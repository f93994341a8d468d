"""Writes the paper sheet of the keys beside the key file, outside every backup, once for each set of keys."""

import os
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import vault
from assessments.conf import conf
from cms.first_run import escrow

FILE, KNOWN = "escrow.html", "escrow.sha256"


def write_unless_known(*, again: bool = False) -> Path | None:
    """The sheet's path; None when a sheet of exactly these keys was written before."""
    held = escrow.Keys(*vault.held_keys())
    folder = Path(conf.KEY_FILE).parent
    known = folder / KNOWN
    if not again and known.exists() and known.read_text() == escrow.fingerprint(held):
        return None
    page = render_to_string("cms/escrow.html", _context(held))
    path = folder / FILE
    _write(path, page)
    _write(known, escrow.fingerprint(held))
    return path


def what_to_do_with(path: Path) -> str:
    """The sentence printed with the path."""
    words = _("Print %(path)s, keep the paper in a safe at another place, then delete that file.")
    return words % {"path": path}


def _context(held: escrow.Keys) -> dict[str, object]:
    return {
        "rows": escrow.rows(held),
        "site": settings.WAGTAIL_SITE_NAME,
        "address": settings.WAGTAILADMIN_BASE_URL,
        "key_file": conf.KEY_FILE,
        "made_on": timezone.localdate(),
    }


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
