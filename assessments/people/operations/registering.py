"""A person is registered, named and given external ids."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.facilities.models import Facility, Unit
from assessments.journal import operations as journal
from assessments.people import codes, identity
from assessments.people.identity import Name
from assessments.people.models import ExternalId, Identity, Participant, Stay
from assessments.people.operations.consents import Answer, record_first_consents
from assessments.people.operations.stays import refuse_unless_here

_DRAWS = 20


class CodesExhausted(RuntimeError):
    """No free participant code was drawn: the random source repeats itself."""


class NoIdentity(LookupError):
    """The person's identity was erased or is not ours to read: nothing to correct."""


class ExternalIdTaken(ValueError):
    """The external id belongs to another person."""


@dataclass(frozen=True)
class Newcomer:
    """A person who is to be registered: the name apart, the arrival included."""

    name: Name
    sex: str
    from_on: date
    unit: Unit | None = None
    language: str = "es"
    reading_support: str = "none"
    birth_band: str = ""
    consents: tuple[Answer, ...] = ()
    external_id: tuple[str, str] | None = None

    def fields(self) -> list[str]:
        """What is written, for the journal: names of fields, never values."""
        always = ["name", "sex", "language", "reading_support", "birth_band", "stay"]
        known = ["external_id"] if self.external_id else []
        return [*always, *known, *(f"consent.{answer.purpose}" for answer in self.consents)]


def register_participant(
    *,
    user: Any,
    facility: Facility,
    newcomer: Newcomer,
    key: UUID | None = None,
    draw: Callable[[int], int] = secrets.randbelow,
) -> Participant:
    """A new person with a random code, a sealed identity, a stay at ``facility``, and what is known already.

    ``key`` is minted where the form is rendered; the same key again returns the person it made. ``draw``
    is replaced by a seeded source for a repeatable demo.
    """
    with transaction.atomic():
        if key is not None and (made := already_registered(key=key)):
            return made
        participant = _with_free_code(newcomer, key, draw)
        Stay.objects.create(
            participant=participant, facility=facility, unit=newcomer.unit, from_on=newcomer.from_on
        )
        key_id, sealed = identity.seal_name(participant.pk, newcomer.name)
        Identity.objects.create(participant=participant, sealed=sealed, key_id=key_id)
        _remember(participant, newcomer)
        record_first_consents(user=user, participant=participant, answers=newcomer.consents)
        journal.write(
            user=user,
            verb="people.registered",
            subject=participant,
            facility=facility,
            fields=newcomer.fields(),
        )
    return participant


def _remember(participant: Participant, newcomer: Newcomer) -> None:
    if newcomer.external_id is None:
        return
    source, value = newcomer.external_id
    try:
        ExternalId.objects.create(participant=participant, source=source, value=value)
    except IntegrityError as refusal:
        raise ExternalIdTaken("This external id belongs to another person.") from refusal


def already_registered(*, key: UUID) -> Participant | None:
    """The person that a form with this key made before, if it was sent twice."""
    return Participant.objects.filter(pk=key).first()


def _with_free_code(newcomer: Newcomer, key: UUID | None, draw: Callable[[int], int]) -> Participant:
    own_key = {} if key is None else {"pk": key}
    for _ in range(_DRAWS):
        try:
            with transaction.atomic():
                return Participant.objects.create(
                    code=codes.new_code(draw),
                    sex=newcomer.sex,
                    language=newcomer.language,
                    reading_support=newcomer.reading_support,
                    birth_band=newcomer.birth_band,
                    **own_key,
                )
        except IntegrityError:
            continue
    raise CodesExhausted("No free participant code after several draws.")


def correct_identity(*, user: Any, participant: Participant, name: Name) -> Participant:
    """Seal the corrected name in place of the old one; the old one is kept nowhere."""
    stay = refuse_unless_here(participant)
    key_id, sealed = identity.seal_name(participant.pk, name)
    with transaction.atomic():
        row = Identity.objects.select_for_update().filter(pk=participant.pk).first()
        if row is None:
            raise NoIdentity("This person has no identity to correct.")
        before = identity.open_name(row)
        fields = [one for one in ("given_names", "surnames") if getattr(before, one) != getattr(name, one)]
        if not fields and before.national_id == name.national_id:
            return participant
        Identity.objects.filter(pk=participant.pk).update(sealed=sealed, key_id=key_id)
        journal.write(
            user=user,
            verb="people.name_corrected",
            subject=participant,
            facility=stay.facility,
            fields=fields or ["national_id"],
        )
    return participant


def add_external_id(*, user: Any, participant: Participant, source: str, value: str) -> ExternalId:
    """Remember under which key a list knows this person; the same again changes nothing."""
    with transaction.atomic():
        found = ExternalId.objects.filter(source=source, value=value).first()
        if found is not None and found.participant_id != participant.pk:
            raise ExternalIdTaken("This external id belongs to another person.")
        if found is not None:
            return found
        try:
            with transaction.atomic():
                added = ExternalId.objects.create(participant=participant, source=source, value=value)
        except IntegrityError as refusal:
            raise ExternalIdTaken("This external id belongs to another person.") from refusal
        journal.write(user=user, verb="people.external_id_added", subject=participant, fields=["external_id"])
    return added
