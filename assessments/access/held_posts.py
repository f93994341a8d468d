"""A form sent after the sign-in had expired: kept in the visitor's own session until it is sent again.

Nothing is written to our tables. The session is the browser's own: nobody else can resume it. Files are
not kept, and secrets never.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

SESSION_KEY = "held_posts"
FIELD = "held_post"
MAX_BYTES = 120_000
MAX_FIELDS = 4_000
MAX_HELD = 3
KEPT_FOR = timedelta(hours=4)
_KEYS = ("replica", "opened_at", "key", "heads-", "row-", "confirm", "preview")
_NEVER = ("csrfmiddlewaretoken", FIELD)


@dataclass(frozen=True)
class HeldPost:
    """What was sent to ``path``; ``files`` are the names of file fields, whose content was not kept."""

    token: str
    path: str
    at: datetime
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What a person typed or chose, without the form's own keys."""
        return [(name, value) for name, value in self.fields if value and not name.startswith(_KEYS)]


def hold(request: Any) -> str:
    """Keep the fields of this POST; the token names them, an empty one says that they were too large."""
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if _may_be_kept(name)
    ]
    size = sum(len(name.encode()) + len(value.encode()) for name, value in fields)
    if size > MAX_BYTES or len(fields) > MAX_FIELDS:
        return ""
    token = secrets.token_urlsafe(16)
    row = {
        "path": request.get_full_path(),
        "at": timezone.now().isoformat(),
        # Set by a host that knows whose sign-in has just ended; empty where it does not.
        "owner": getattr(request, "account_before", ""),
        "fields": fields,
        "files": sorted(request.FILES),
    }
    held = [*_kept(request).items(), (token, row)][-MAX_HELD:]
    request.session[SESSION_KEY] = dict(held)
    return token


def _may_be_kept(name: str) -> bool:
    return name not in _NEVER and "password" not in name.lower()


def _kept(request: Any) -> dict[str, dict[str, Any]]:
    """What is held and has not expired."""
    oldest = timezone.now() - KEPT_FOR
    rows = request.session.get(SESSION_KEY, {})
    return {token: row for token, row in rows.items() if datetime.fromisoformat(row["at"]) > oldest}


def find(request: Any, token: str) -> HeldPost | None:
    """The held form of this browser with this token, unless it has expired or is a colleague's."""
    row = _kept(request).get(token)
    if row is None or row["owner"] not in ("", str(request.user.pk)):
        return None
    return HeldPost(
        token=token,
        path=row["path"],
        at=datetime.fromisoformat(row["at"]),
        fields=tuple((name, value) for name, value in row["fields"]),
        files=tuple(row["files"]),
    )


def let_go(request: Any) -> None:
    """The form was sent again to its own path: it is held no longer."""
    found = find(request, request.POST.get(FIELD, ""))
    if found is not None and found.path == request.get_full_path():
        request.session[SESSION_KEY] = {
            token: row for token, row in _kept(request).items() if token != found.token
        }
