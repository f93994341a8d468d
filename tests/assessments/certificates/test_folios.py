"""Folios under concurrency: no twin, no gap, and nobody gets two certificates."""

import threading

import pytest
from django.db import connection

from assessments import scope
from assessments.certificates import numbering, operations
from assessments.certificates.phrases import Why
from assessments.models import Certificate
from tests.builders.certificates import make_graduates

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*works):
    """Run each work in a thread of its own, all starting together; their results in order."""
    gate, found = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        gate.wait()
        try:
            found[place] = work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def issuing(graduates, ids=None):
    def work():
        with scope.use(graduates.scope()):
            return operations.issue(
                user=graduates.coordinator, cohort=graduates.cohort, enrolments=ids or graduates.ids
            )

    return work


def numbers():
    with scope.use(scope.system("builders")):
        folios = Certificate.objects.order_by("folio").values_list("folio", flat=True)
        return [numbering.split_folio(folio)[1] for folio in folios]


def test_groups_issued_at_once_share_one_unbroken_row_of_folios():
    groups = [make_graduates(3) for _ in range(4)]

    at_once(*[issuing(group) for group in groups])

    assert numbers() == list(range(1, 13))


def test_the_same_people_issued_at_once_get_one_each():
    group = make_graduates(3)

    found = at_once(*[issuing(group) for _ in range(3)])

    assert sum(len(one.certificates) for one in found) == 3
    assert {refused.why for one in found for refused in one.refused} == {Why.ALREADY_ISSUED}
    assert numbers() == [1, 2, 3]
