"""What is kept about one person's presence and consents, for the person's page (QUERIES)."""

from dataclasses import dataclass

from django.utils import timezone

from assessments.people.models import Consent, Participant, Stay


@dataclass(frozen=True)
class Purpose:
    """One purpose: the answer that counts today, if any, and those before it."""

    code: str
    label: str
    standing: Consent | None
    earlier: tuple[Consent, ...]

    @property
    def is_agreed(self) -> bool:
        return self.standing is not None and self.standing.given


def stays_of(participant: Participant) -> list[Stay]:
    """Where the person was, the last first; only stays in scope."""
    stays = Stay.objects.filter(participant=participant).select_related("facility", "unit")
    return list(stays.order_by("-from_on", "-pk"))


def consents_of(participant: Participant) -> list[Purpose]:
    """Every purpose with its answers, also those nobody asked about yet."""
    kept = list(Consent.objects.filter(participant=participant).order_by("-on", "-pk"))
    return [
        Purpose(
            code,
            str(label),
            next((one for one in kept if one.purpose == code and one.withdrawn_on is None), None),
            tuple(one for one in kept if one.purpose == code and one.withdrawn_on is not None),
        )
        for code, label in Consent.Purpose.choices
    ]


def standing_for(participant: Participant, purpose: str) -> Consent | None:
    """The consent that could be withdrawn."""
    return Consent.objects.standing().filter(participant=participant, purpose=purpose, given=True).first()


def is_here(stay: Stay) -> bool:
    """Whether this stay is in force today."""
    return stay.until_on is None or stay.until_on > timezone.localdate()
