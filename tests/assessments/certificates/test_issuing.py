"""Issuing: who may have one, what is frozen, what is refused and why."""

import hashlib

import pytest
from django.conf import settings
from django.test import override_settings

from assessments import scope
from assessments.certificates import archive, numbering, operations, rendering
from assessments.certificates.phrases import Why
from assessments.completion import operations as completion
from assessments.completion.eligibility import ReasonCode
from assessments.conf import conf
from assessments.models import AuditEntry, Certificate
from tests.assessments.certificates import readers
from tests.builders import make_facility, make_identity
from tests.builders.certificates import (
    change,
    forget_name,
    make_certificates,
    make_graduate,
    make_graduates,
    move_away,
    withdraw,
)

pytestmark = pytest.mark.django_db


def issue(graduates, ids=None):
    with scope.use(graduates.scope()):
        return operations.issue(
            user=graduates.coordinator, cohort=graduates.cohort, enrolments=ids or graduates.ids
        )


def whys(issued):
    return [one.why for one in issued.refused]


def pdf_of(certificate):
    with scope.use(scope.system("builders")):
        return archive.pdf_of(Certificate.objects.with_key().get(pk=certificate.pk))


def test_a_certificate_is_numbered_printed_and_kept():
    graduates = make_graduates(1)

    (one,) = make_certificates(graduates)

    assert numbering.is_well_formed(one.code)
    assert numbering.split_folio(one.folio) == (int(one.folio[:4]), 1)
    assert hashlib.sha256(pdf_of(one)).hexdigest() == one.pdf_sha256
    assert one.template_sha256 == rendering.template_sha256()
    assert "María Elena Quispe Huamán" in readers.text(pdf_of(one))


def test_folios_follow_each_other():
    issued = make_certificates(make_graduates(3))

    assert [numbering.split_folio(one.folio)[1] for one in issued] == [1, 2, 3]


def test_two_people_of_one_name_have_two_files():
    graduates = make_graduates(2, names=[("Juan", "Quispe Huamán")])

    issued = make_certificates(graduates)

    assert len({one.code for one in issued}) == 2
    assert len({one.pdf_sha256 for one in issued}) == 2
    assert ["Juan Quispe Huamán" in readers.text(pdf_of(one)) for one in issued] == [True, True]


def test_nothing_changes_what_was_given_out(tmp_path):
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    before = (pdf_of(one), one.pdf_sha256, one.snapshot_sha256, bytes(one.sealed_snapshot))

    forget_name(graduates.people[0])
    make_identity(graduates.people[0], "Otro", "Nombre")
    with scope.use(graduates.scope()):
        completion.set_rule(
            user=graduates.coordinator,
            programme_key=graduates.cohort.programme_key,
            asked=completion.Asked(share_percent=100, minimum_minutes=9999),
        )
    change(graduates.cohort, programme_title="Otro título")
    other = tmp_path / rendering.TEMPLATE
    other.parent.mkdir(parents=True)
    other.write_text("<!doctype html><title>x</title><p>Otra plantilla</p>")

    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    with override_settings(TEMPLATES=templates), scope.use(scope.system("builders")):
        row = Certificate.objects.with_key().get(pk=one.pk)
        operations.print_certificates([row])
        after = (archive.pdf_of(row), row.pdf_sha256, row.snapshot_sha256, bytes(row.sealed_snapshot))
    assert after == before


def test_issuing_again_changes_nothing():
    graduates = make_graduates(2)
    make_certificates(graduates)

    again = issue(graduates)

    assert (again.certificates, whys(again)) == ((), [Why.ALREADY_ISSUED] * 2)
    with scope.use(scope.system("builders")):
        assert Certificate.objects.count() == 2


def test_who_has_not_finished_is_refused_with_the_reasons_and_stops_nobody():
    graduates = make_graduates(1)
    late = make_graduate(graduates.cohort, graduates.sessions[:1], consent=False)

    issued = issue(graduates, [*graduates.ids, late.pk])

    assert [one.participant for one in issued.certificates] == graduates.people
    (refused,) = issued.refused
    assert (refused.person, refused.why) == (late.participant.code, Why.NOT_ELIGIBLE)
    assert [one.code for one in refused.standing.decision.reasons] == [
        ReasonCode.LESSONS_MISSING,
        ReasonCode.CONSENT_REFUSED,
    ]


def test_a_wish_withdrawn_in_between_is_heard():
    graduates = make_graduates(1)
    withdraw(graduates.people[0])

    assert whys(issue(graduates)) == [Why.NOT_ELIGIBLE]


def test_who_left_gets_none_here():
    graduates = make_graduates(1)
    move_away(graduates.people[0])

    assert whys(issue(graduates)) == [Why.NOT_HERE]


def test_a_stranger_to_the_group_is_refused():
    graduates, others = make_graduates(1), make_graduates(1, facility=None, names=[("Ana", "Ruiz")])

    issued = issue(graduates, others.ids)

    assert (issued.certificates, whys(issued)) == ((), [Why.NOT_MEMBER])


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Taller del penal", "penal"),
        ("Crianza en el Recinto Cóndor Azul", "Recinto Cóndor Azul"),
        ("Crianza en el ala vicuña", "Ala Vicuña"),
        ("Crianza en COND", "COND"),
    ],
)
def test_a_certificate_that_would_betray_the_place_is_refused(title, word):
    place = make_facility(name="Recinto Cóndor Azul", code="COND")

    issued = issue(make_graduates(1, title=title, facility=place))

    assert (issued.certificates, whys(issued)) == ((), [Why.WORDS])
    assert issued.refused[0].words == (word,)


def test_the_public_issuer_and_address_are_read_too():
    graduates = make_graduates(1)

    with override_settings(ASSESSMENTS={**settings.ASSESSMENTS, "PUBLIC_URL": "https://inpe.example.org"}):
        issued = issue(graduates)

    assert issued.refused[0].words == ("INPE",)


def test_a_site_can_forbid_more_words():
    graduates = make_graduates(1)

    with override_settings(ASSESSMENTS={**settings.ASSESSMENTS, "EXTRA_FORBIDDEN_WORDS": ("ternura",)}):
        assert issue(graduates).refused[0].words == ("ternura",)


def test_a_surname_is_never_a_forbidden_word():
    graduates = make_graduates(1, names=[("Rosa", "Presa Celda")])

    (one,) = make_certificates(graduates)

    assert "Rosa Presa Celda" in readers.text(pdf_of(one))


def test_a_facility_called_like_its_town_can_issue():
    assert whys(issue(make_graduates(1, facility=make_facility(name="Huamanga")))) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (("木村", "Quispe"), Why.NAME_LETTERS),
        (("A" * 80, "B" * 80), Why.NAME_TOO_LONG),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused(name, why):
    assert whys(issue(make_graduates(1, names=[name]))) == [why]


def test_a_person_without_a_name_is_refused():
    graduates = make_graduates(1)
    forget_name(graduates.people[0])

    assert whys(issue(graduates)) == [Why.NAME_MISSING]


def test_two_records_of_one_person_get_one_certificate():
    graduates = make_graduates(2)
    change(graduates.people[1], merged_into=graduates.people[0])

    issued = issue(graduates)

    assert [one.participant for one in issued.certificates] == [graduates.people[0]]
    assert whys(issue(graduates, [graduates.ids[1]])) == [Why.ALREADY_ISSUED]


def test_the_journal_says_who_issued_and_who_read_names_and_holds_no_name():
    graduates = make_graduates(1)

    (one,) = make_certificates(graduates)

    with scope.use(scope.system("builders")):
        entries = list(AuditEntry.objects.order_by("pk"))
    assert [(entry.verb, entry.user) for entry in entries] == [
        ("identity.read", graduates.coordinator),
        ("certificates.issued", graduates.coordinator),
    ]
    assert entries[1].detail == {"folio": one.folio, "kind": "completion"}


def test_nothing_readable_lies_on_the_disk_or_in_the_row():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    path = conf.private("certificates", one.pdf_sha256[:2], one.pdf_sha256 + ".pdf")

    assert not path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o077 == 0
    with scope.use(scope.system("builders")):
        assert b"Quispe" not in bytes(Certificate.objects.get(pk=one.pk).sealed_snapshot)


def test_a_changed_file_is_noticed():
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    path = conf.private("certificates", one.pdf_sha256[:2], one.pdf_sha256 + ".pdf")
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(archive.Missing):
        pdf_of(one)
