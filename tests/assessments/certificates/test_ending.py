"""Revoking, replacing and erasing: the row stays, the old name is never said again."""

import pytest

from assessments import scope
from assessments.certificates import archive, operations
from assessments.certificates.phrases import Why
from assessments.completion import operations as completion
from assessments.conf import conf
from assessments.models import Certificate, CertificateKey
from tests.assessments.certificates import readers
from tests.builders import make_identity
from tests.builders.certificates import (
    forget_name,
    make_certificates,
    make_graduates,
    move_away,
    withdraw,
)

pytestmark = pytest.mark.django_db


def end(graduates, verb, certificate, **more):
    with scope.use(graduates.scope()):
        row = Certificate.objects.select_related("key", "enrolment").get(pk=certificate.pk)
        return verb(user=graduates.coordinator, certificate=row, **more)


def stored(certificate):
    with scope.use(scope.system("builders")):
        return Certificate.objects.with_key().get(pk=certificate.pk)


def test_a_revoked_certificate_keeps_its_row_its_reason_and_its_bytes():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)

    end(graduates, operations.revoke, one, reason="Se entregó a otra persona")

    row = stored(one)
    assert (row.state, row.ended_reason) == ("revoked", "Se entregó a otra persona")
    assert row.ended_at is not None
    assert archive.pdf_of(row).startswith(b"%PDF")


def test_who_was_revoked_may_get_a_new_one():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    end(graduates, operations.revoke, one, reason="error")

    (again,) = make_certificates(graduates)

    assert again.folio != one.folio


def test_what_is_not_valid_cannot_end_again():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    end(graduates, operations.revoke, one, reason="error")

    for verb in (operations.revoke, operations.replace):
        with pytest.raises(operations.NotActive):
            end(graduates, verb, one, reason="otra vez")
    with scope.use(scope.system("builders")):
        assert Certificate.objects.count() == 1


def test_a_correction_is_a_new_certificate_that_replaces_the_old_one():
    graduates = make_graduates(1, names=[("Huan", "Quispe")])
    (one,) = make_certificates(graduates)
    forget_name(graduates.people[0])
    make_identity(graduates.people[0], "Juan", "Quispe")

    fresh = end(graduates, operations.replace, one, reason="nombre mal escrito")

    assert (stored(one).state, stored(fresh).state) == ("replaced", "active")
    assert fresh.replaces_id == one.pk
    assert fresh.code != one.code
    assert "Juan Quispe" in readers.text(archive.pdf_of(stored(fresh)))
    assert "Huan Quispe" in readers.text(archive.pdf_of(stored(one)))


def test_a_correction_asks_for_the_wish_but_not_for_the_rule():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    with scope.use(graduates.scope()):
        completion.set_rule(
            user=graduates.coordinator,
            programme_key=graduates.cohort.programme_key,
            asked=completion.Asked(minimum_minutes=9999),
        )
    fresh = end(graduates, operations.replace, one, reason="nombre")
    withdraw(graduates.people[0])

    with pytest.raises(operations.CannotReplace) as refusal:
        end(graduates, operations.replace, fresh, reason="nombre")

    assert refusal.value.refused.why is Why.NOT_ELIGIBLE
    assert stored(fresh).state == "active"


def test_a_correction_needs_the_person_here():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    move_away(graduates.people[0])

    with pytest.raises(operations.CannotReplace) as refusal:
        end(graduates, operations.replace, one, reason="nombre")

    assert (refusal.value.refused.why, stored(one).state) == (Why.NOT_HERE, "active")


def test_an_erased_certificate_is_a_tombstone():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    path = conf.private("certificates", one.pdf_sha256[:2], one.pdf_sha256 + ".pdf")
    assert path.exists()

    erased = end(graduates, operations.erase, one)

    assert (erased.state, bytes(erased.sealed_snapshot), erased.folio) == ("erased", b"", one.folio)
    assert not path.exists()
    with scope.use(scope.system("builders")):
        assert not CertificateKey.objects.filter(pk=one.pk).exists()
    with pytest.raises(archive.Missing):
        archive.pdf_of(erased)
