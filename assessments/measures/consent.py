"""Who agrees that their answers are kept and counted, wherever the person is today (QUERY).

A consent is readable only where the person stays; whether answers count must not depend on that. So this
one question, a yes or no per person, is asked of every facility.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from assessments import scope
from assessments.people.models import Consent, Participant

PURPOSE = Consent.Purpose.MEASURES


def agreeing(people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these (canonical) people whose last word on questionnaires is yes; one query."""
    asked = set(people)
    if not asked:
        return frozenset()
    with scope.use(scope.system("consent")):
        rows = list(
            Consent.objects.filter(
                participant__in=Participant.objects.records_of(asked), purpose=PURPOSE
            ).values_list("participant_id", "participant__merged_into_id", "given", "on", "withdrawn_on")
        )
    return frozenset(person for person, words in _by_person(rows).items() if _last_word(words))


def _by_person(rows) -> dict[UUID, list[tuple[date, bool]]]:
    """Every dated word of each person; records of one person speak together."""
    standing = {record for record, *_, withdrawn in rows if withdrawn is None}
    words: dict[UUID, list[tuple[date, bool]]] = {}
    for record, merged_into, given, on, withdrawn in rows:
        if withdrawn is None:
            words.setdefault(merged_into or record, []).append((on, given))
        elif record not in standing:
            words.setdefault(merged_into or record, []).append((withdrawn, False))
    return words


def _last_word(words: list[tuple[date, bool]]) -> bool:
    """The word of the latest day; of two on one day the no holds."""
    return max(words, key=lambda word: (word[0], not word[1]))[1]
