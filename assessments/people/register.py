"""Who is at a facility and who was: the rows of the list of people, searched and filtered (QUERIES).

Constant in the number of people: stays, names (if the reader may see them), and nothing per row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessments.access import policies
from assessments.access.roles import Action
from assessments.facilities.models import Facility
from assessments.people import codes, identity, likeness
from assessments.people.identity import Name
from assessments.people.models import Consent, Stay

HERE, LEFT = "here", "left"


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty texts ask for nothing."""

    words: str = ""
    unit: int | None = None
    sex: str = ""
    standing: str = HERE
    lacks_consent: str = ""


@dataclass(frozen=True)
class Row:
    """A person's last stay at the facility; ``name`` only where the reader may see it."""

    stay: Stay
    name: Name | None
    has_left: bool


def today_at(facility: Facility) -> date:
    """Today's date where the facility is."""
    return timezone.localdate(timezone=ZoneInfo(facility.time_zone))


def may_see_names(user: Any, facility: Facility) -> bool:
    """Whether lists about this facility show names to this reader."""
    return not facility.codes_only and policies.may(user, Action.SEE_IDENTITY, facility.pk)


def rows(facility: Facility, user: Any, filters: Filters) -> list[Row]:
    """The people of the facility as filtered; by surname where names are shown, else by code."""
    today = today_at(facility)
    stays = list(_stays(facility, filters, today))
    names: dict[UUID, Name] = {}
    if may_see_names(user, facility):
        names = identity.names_at(facility.pk, user=user, purpose="list")
    found = [_row(stay, names, today) for stay in stays]
    return sorted(_holding(found, filters.words), key=_order)


def _stays(facility: Facility, filters: Filters, today: date) -> Any:
    stays = Stay.objects.last_at(facility, today).filter(participant__merged_into__isnull=True)
    stays = stays.on(today) if filters.standing == HERE else stays.exclude_on(today)
    if filters.unit:
        stays = stays.filter(unit_id=filters.unit)
    if filters.sex:
        stays = stays.filter(participant__sex=filters.sex)
    if filters.lacks_consent:
        agreed = Consent.objects.standing().filter(purpose=filters.lacks_consent, given=True)
        stays = stays.filter(~Exists(agreed.filter(participant=OuterRef("participant_id"))))
    return stays.select_related("participant", "unit")


def _row(stay: Stay, names: dict[UUID, Name], today: date) -> Row:
    has_left = stay.until_on is not None and stay.until_on <= today
    return Row(stay, names.get(stay.participant_id), has_left)


def _holding(found: list[Row], words: str) -> list[Row]:
    """The people who are meant: by the beginnings of names, or by the code however it is spelt."""
    if not words.strip():
        return found
    code, parts = codes.normalise(words), likeness.folded(words).split()
    return [
        row
        for row in found
        if (code and row.stay.participant.code.startswith(code))
        or (row.name is not None and likeness.begins(parts, row.name.full))
    ]


def _order(row: Row) -> tuple[str, str, str]:
    code = row.stay.participant.code
    if row.name is None:
        return ("~", "", code)
    return (likeness.folded(row.name.surnames), likeness.folded(row.name.given_names), code)


def mistyped(words: str, found: Iterable[Row]) -> str:
    """The code in a search that finds nobody because it has a typing error, or an empty text."""
    code = codes.normalise(words)
    looks_like_a_code = len(code) == codes.LENGTH and set(code) <= set(codes.ALPHABET)
    return code if looks_like_a_code and not codes.is_valid(code) and not list(found) else ""


def namesakes_at(facility: Facility, name: Name, *, user: Any) -> list[str]:
    """Codes of people of this name who are at the facility today."""
    wanted = likeness.name_key(name.given_names, name.surnames)
    names = identity.names_at(facility.pk, user=user, purpose="same name")
    same = [pk for pk, one in names.items() if likeness.name_key(one.given_names, one.surnames) == wanted]
    if not same:
        return []
    stays = Stay.objects.current().filter(participant_id__in=same)
    return sorted(stays.values_list("participant__code", flat=True))
