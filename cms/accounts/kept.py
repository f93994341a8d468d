"""What a person had entered when the sign-in was over: sealed into the page, never stored here."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, QueryDict

SALT = "cms.accounts.kept"
LASTS_SECONDS = 12 * 60 * 60
LONGEST = 1_500_000
NEVER_KEPT = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Entries:
    """A form as it was sent: where to, by whom (if known), which fields; files cannot be kept."""

    path: str
    account_pk: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False


def entries_of(request: HttpRequest, account_pk: str) -> Entries:
    """The entries of a posted form."""
    posted: QueryDict = request.POST
    fields = tuple(
        (name, value) for name, values in posted.lists() if name not in NEVER_KEPT for value in values
    )
    return Entries(request.get_full_path(), account_pk, fields, bool(request.FILES))


def seal(entries: Entries) -> str:
    """The entries as text that only this site can have written; empty when they are too long to keep."""
    text = signing.dumps(
        [entries.path, entries.account_pk, entries.fields, entries.had_files], salt=SALT, compress=True
    )
    return text if len(text) <= LONGEST else ""


def unseal(text: str) -> Entries | None:
    """The entries again, or None when the text is foreign, altered or old."""
    try:
        path, account_pk, fields, had_files = signing.loads(text, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
    return Entries(path, account_pk, tuple((name, value) for name, value in fields), had_files)
