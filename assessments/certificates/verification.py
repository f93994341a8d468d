"""What anybody with a code may learn: state, title, hours, date, issuer, and the name masked.

A mistyped code is refused without a query; unknown, mistyped and erased look alike. No name is published:
who knows the printed name can ask whether it is that one.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments import scope
from assessments.certificates import archive, numbering, wording
from assessments.certificates.models import Certificate
from assessments.certificates.snapshot import Snapshot


@dataclass(frozen=True)
class Answer:
    """What the public page shows; only a valid certificate says whom it is for."""

    code: str
    state: str
    title: str
    issuer: str
    hours: str
    issued_on: date
    ended_on: date | None
    masked_name: str
    matches: bool | None

    @property
    def is_valid(self) -> bool:
        return self.state == Certificate.State.ACTIVE


def well_formed(typed: str) -> str:
    """The code as it is kept, or "" for what cannot be one."""
    code = numbering.normalise(typed)
    return code if numbering.is_well_formed(code) else ""


def look_up(code: str, name: str = "") -> Answer | None:
    """The answer for a well-formed code; None when nothing may be said."""
    with scope.use(scope.system("public verification")):
        row = Certificate.objects.with_key().exclude(state=Certificate.State.ERASED).filter(code=code).first()
        if row is None or not row.pdf_sha256:
            return None
        return _answer(row, archive.snapshot_of(row), name)


def _answer(row: Certificate, printed: Snapshot, name: str) -> Answer:
    valid = row.state == Certificate.State.ACTIVE
    return Answer(
        code=row.code,
        state=row.state,
        title=printed.title,
        issuer=printed.issuer,
        hours=printed.hours,
        issued_on=date.fromisoformat(printed.issued_on),
        ended_on=timezone.localdate(row.ended_at) if row.ended_at else None,
        masked_name=wording.mask(printed.name) if valid else "",
        matches=wording.same_name(printed.name, name) if valid and name.strip() else None,
    )
