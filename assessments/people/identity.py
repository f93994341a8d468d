"""Names, sealed apart from everything else: read for many people at once and always journalled.

Not an operation: writing an identity stands in ``people.operations``.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from assessments import vault
from assessments.journal import operations as journal
from assessments.people.models import Identity, Stay


@dataclass(frozen=True)
class Name:
    """What a person is called; ``national_id`` is empty unless the programme asked for it."""

    given_names: str
    surnames: str
    national_id: str = ""

    @property
    def full(self) -> str:
        return f"{self.given_names} {self.surnames}".strip()

    @property
    def preferred(self) -> str:
        """Short form for a register: first given name and first surname."""
        return " ".join(part.split()[0] for part in (self.given_names, self.surnames) if part.strip())


def _place(participant_id: UUID) -> str:
    return f"assessments_identity|sealed|{participant_id}"


def seal_name(participant_id: UUID, name: Name) -> tuple[str, bytes]:
    """Key id and sealed bytes, as ``Identity`` keeps them."""
    plain = json.dumps(asdict(name), ensure_ascii=False).encode()
    return vault.seal(plain, place=_place(participant_id))


def open_name(row: Identity) -> Name:
    """The name in ``row``; the caller has journalled why."""
    plain = vault.unseal(row.sealed, key_id=row.key_id, place=_place(row.participant_id))
    return Name(**json.loads(plain))


def _opened(found: Any) -> dict[UUID, Name]:
    """Many names; without building their rows, which takes longer than opening them."""
    rows = list(found.values_list("pk", "key_id", "sealed"))
    unseal = vault.opener() if rows else None
    return {
        person: Name(**json.loads(unseal(sealed, key_id=key_id, place=_place(person))))
        for person, key_id, sealed in rows
    }


def names_at(facility_id: int, *, user: Any, purpose: str) -> dict[UUID, Name]:
    """Names of everybody who is at the facility today: to search, sort or compare by name."""
    here = Stay.objects.current().filter(facility_id=facility_id).values("participant_id")
    found = _opened(Identity.objects.filter(pk__in=here))
    if found:
        journal.write(user=user, verb="identity.read", detail={"purpose": purpose, "people": len(found)})
    return found


def names_of(participant_ids: Iterable[UUID], *, user: Any, purpose: str) -> dict[UUID, Name]:
    """Names of those people who are in the scope today, in one query, journalled as one read.

    People without an identity, or who have left, are missing from the answer: show their code.
    """
    ids = list(participant_ids)
    found = _opened(Identity.objects.filter(pk__in=ids))
    if found:
        journal.write(user=user, verb="identity.read", detail={"purpose": purpose, "people": len(found)})
    return found
