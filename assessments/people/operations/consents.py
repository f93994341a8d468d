"""A person agrees or does not, and takes it back: dated, per purpose, never overwritten."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from assessments.journal import operations as journal
from assessments.people.models import Consent, Participant
from assessments.people.operations.stays import refuse_unless_here
from assessments.signals import consent_changed


class NoStandingConsent(LookupError):
    """There is no consent for this purpose that could be withdrawn."""


@dataclass(frozen=True)
class Answer:
    """What the person said about one purpose, when, and in which form."""

    purpose: str
    given: bool
    on: date
    form: str = "written"
    witness: str = ""


def record_consent(*, user: Any, participant: Participant, answer: Answer) -> Consent:
    """Keep an answer; an earlier one for the purpose ends that day, the same again changes nothing."""
    stay = refuse_unless_here(participant)
    with transaction.atomic():
        standing = _standing(participant, answer.purpose)
        if standing is not None and _says(standing) == answer:
            return standing
        if standing is not None:
            standing.withdrawn_on = answer.on
            standing.save(update_fields=["withdrawn_on"])
        consent = Consent.objects.create(participant=participant, recorded_by=_person(user), **vars(answer))
        _journal(user, "people.consent_recorded", consent, stay)
    return consent


def withdraw_consent(*, user: Any, participant: Participant, purpose: str, on: date) -> Consent:
    """Take a consent back from ``on``: whatever asks for standing consents finds none from this moment."""
    stay = refuse_unless_here(participant)
    with transaction.atomic():
        consent = _standing(participant, purpose)
        if consent is None or not consent.given:
            raise NoStandingConsent("There is no consent for this purpose.")
        consent.withdrawn_on = on
        consent.save(update_fields=["withdrawn_on"])
        _journal(user, "people.consent_withdrawn", consent, stay)
    return consent


def _standing(participant: Participant, purpose: str) -> Consent | None:
    asked = Consent.objects.standing().filter(participant=participant, purpose=purpose)
    return asked.select_for_update().first()


def _says(consent: Consent) -> Answer:
    return Answer(consent.purpose, consent.given, consent.on, consent.form, consent.witness)


def _person(user: Any) -> Any:
    return user if getattr(user, "pk", None) else None


def _journal(user: Any, verb: str, consent: Consent, stay: Any) -> None:
    journal.write(
        user=user,
        verb=verb,
        subject=consent,
        facility=stay.facility,
        fields=["given"] if verb.endswith("recorded") else ["withdrawn_on"],
        detail={"purpose": consent.purpose},
    )
    _announce(consent, user)


def _announce(consent: Consent, user: Any) -> None:
    transaction.on_commit(lambda: consent_changed.send_robust(sender=Consent, consent=consent, user=user))


def record_first_consents(*, user: Any, participant: Participant, answers: tuple[Answer, ...]) -> None:
    """The answers of a person who is being registered, inside that transaction and its journal entry."""
    if not answers:
        return
    kept = Consent.objects.bulk_create(
        Consent(participant=participant, recorded_by=_person(user), **vars(answer)) for answer in answers
    )
    for consent in kept:
        _announce(consent, user)
