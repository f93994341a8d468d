"""The public page: a state and a masked name for who has the code, nothing for anybody else."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scope
from assessments.certificates import numbering, operations, throttle
from assessments.models import Certificate
from tests.builders import make_facility
from tests.builders.certificates import make_certificates, make_graduates, make_unprinted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def address(code):
    return reverse("assessments:certificate_verify_code", args=[code])


def typo(code):
    return ("Z" if code[0] != "Z" else "Y") + code[1:]


def unknown(code):
    """Well formed and never given out."""
    stem = typo(code)[:-1]
    return stem + numbering.check_symbol(stem)


def check(visitor, code, name=""):
    return visitor.post(reverse("assessments:certificate_verify"), {"code": code, "name": name})


def end(graduates, verb, certificate):
    with scope.use(graduates.scope()):
        row = Certificate.objects.select_related("key", "enrolment").get(pk=certificate.pk)
        verb(
            user=graduates.coordinator,
            certificate=row,
            **({} if verb is operations.erase else {"reason": "x"}),
        )


def test_the_address_is_the_one_in_the_qr():
    assert address("ABCD") == "/C/ABCD"


def test_a_valid_certificate_says_what_was_done_and_masks_the_name(visitor):
    (one,) = make_certificates(make_graduates(1))

    page = visitor.get(f"/C/{one.code}")
    words = page.content.decode()

    assert page.status_code == 200
    assert 'data-state="active"' in words
    assert "M**** E**** Q***** H*****" in words
    for said in ("Crianza con ternura", "6 horas", "Puente"):
        assert said in words


def test_codes_are_read_as_people_type_them(visitor):
    (one,) = make_certificates(make_graduates(1))
    typed = numbering.display(one.code).lower().replace("0", "o").replace("1", "l")

    for page in (visitor.get(f"/c/{typed}"), visitor.get(f"/C/{one.code}/"), check(visitor, f" {typed} ")):
        assert 'data-state="active"' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("María Elena Quispe Huamán", "yes"),
        ("maria elena  QUISPE huaman", "yes"),
        ("María Elena Quispe", "no"),
        ("Otra Persona", "no"),
    ],
)
def test_the_typed_name_matches_or_not(visitor, name, match):
    (one,) = make_certificates(make_graduates(1))

    words = check(visitor, one.code, name).content.decode()

    assert f'data-match="{match}"' in words
    assert "Quispe" not in words


def test_unknown_and_mistyped_look_exactly_alike(visitor):
    (one,) = make_certificates(make_graduates(1))
    pages = [visitor.get(f"/C/{code}") for code in (typo(one.code), unknown(one.code), "X")]
    pages += [check(visitor, typo(one.code)), check(visitor, unknown(one.code), "Juan")]

    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    assert b"data-unverified" in pages[0].content
    assert len({_headers(page) for page in pages}) == 1


def test_a_typo_asks_no_query_and_a_code_asks_one(visitor):
    (one,) = make_certificates(make_graduates(1))
    visitor.get("/C/")

    with CaptureQueriesContext(connection) as typed:
        visitor.get(f"/C/{typo(one.code)}")
    with CaptureQueriesContext(connection) as known:
        visitor.get(f"/C/{one.code}")

    assert (len(typed), len(known)) == (0, 1)


@pytest.mark.parametrize(
    ("verb", "state"), [(operations.revoke, "revoked"), (operations.replace, "replaced")]
)
def test_what_ended_says_so_and_never_a_name(visitor, verb, state):
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    end(graduates, verb, one)

    words = check(visitor, one.code, "María Elena Quispe Huamán").content.decode()

    assert f'data-state="{state}"' in words
    assert "data-match" not in words
    assert "M****" not in words


def test_an_erased_certificate_is_unknown(visitor):
    graduates = make_graduates(1)
    (one,) = make_certificates(graduates)
    end(graduates, operations.erase, one)

    page = visitor.get(f"/C/{one.code}")

    assert b"data-unverified" in page.content


def test_what_was_never_printed_is_unknown(visitor):
    (one,) = make_unprinted(make_graduates(1))

    assert b"data-unverified" in visitor.get(f"/C/{one.code}").content


def test_the_empty_form_asks_for_a_code(visitor):
    page = visitor.get(reverse("assessments:certificate_verify"))

    assert (page.status_code, 'name="code"' in page.content.decode()) == (200, True)


@pytest.mark.parametrize("code", ["", "X", None])
def test_no_copy_no_index_no_referrer(visitor, code):
    (one,) = make_certificates(make_graduates(1))

    page = visitor.get(f"/C/{one.code if code is None else code}")

    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"


def test_nobody_can_try_codes_without_end(visitor):
    (one,) = make_certificates(make_graduates(1))
    for _ in range(throttle.LOOK_UPS):
        visitor.get(f"/C/{unknown(one.code)}")

    page = visitor.get(f"/C/{one.code}")
    elsewhere = visitor.get(f"/C/{one.code}", REMOTE_ADDR="198.51.100.7")

    assert (page.status_code, page["Retry-After"]) == (429, "60")
    assert elsewhere.status_code == 200


def test_typos_do_not_use_up_the_share(visitor):
    (one,) = make_certificates(make_graduates(1))
    for _ in range(throttle.LOOK_UPS + 1):
        visitor.get(f"/C/{typo(one.code)}")

    assert visitor.get(f"/C/{one.code}").status_code == 200


def test_the_page_never_says_where_it_was_earned(visitor):
    place = make_facility(name="Recinto Cóndor Azul", code="COND")
    (one,) = make_certificates(make_graduates(1, facility=place))

    words = visitor.get(f"/C/{one.code}").content.decode()

    for canary in ("Cóndor", "COND", "Vicuña", "Grupo"):
        assert canary not in words


def _headers(page):
    """Every header; the order of a policy's directives means nothing."""
    return tuple(sorted((name, tuple(sorted(value.split("; ")))) for name, value in page.headers.items()))
