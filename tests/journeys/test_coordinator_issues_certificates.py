"""A coordinator issues certificates, prints them, and a stranger checks one by its code and its name."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from assessments.certificates import numbering
from assessments.models import Certificate
from tests.builders.certificates import NAMES, make_graduate, make_graduates

FACILITY = "Recinto Cóndor Azul"


@pytest.fixture
def group(site):
    """Three people who came to everything, and one who came to nothing."""
    graduates = make_graduates(3)
    make_graduate(graduates.cohort, [], ("Ana", "Sulca Yupanqui"))
    return graduates


@pytest.fixture
def page(group, sit_down):
    return sit_down(group.coordinator)


def issue(page, visit, cohort):
    """From the board over the names to the files."""
    visit(page, "assessments:certificate_board", cohort.pk)
    page.locator("main form button:not([type=button])").first.click()
    expect(page.locator("[data-draft]")).to_have_count(3)
    page.locator("main form button").first.click()
    expect(page.locator("[data-job=done]")).to_be_visible()


def download(page, ending):
    with page.expect_download() as caught:
        page.locator(f"a[download][href$='{ending}']").click()
    return Path(caught.value.path()).read_bytes()


def texts(content):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def squeezed(text):
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def test_certificates_are_issued_printed_and_checked(group, page, visitor, visit, every_row):
    visit(page, "assessments:certificate_board", group.cohort.pk)
    states = page.locator("[data-person]").evaluate_all("rows => rows.map(row => row.dataset.state).sort()")
    issue(page, visit, group.cohort)
    printed = texts(download(page, ".pdf"))
    issued = {one.code: one for one in Certificate.objects.all()}

    assert states == ["eligible", "eligible", "eligible", "not_yet"]
    assert len(printed) == len(issued) == 3
    assert all(any(squeezed(code) in squeezed(text) for text in printed) for code in issued)
    assert all(any(f"{given} {surnames}" in text for text in printed) for given, surnames in NAMES)
    assert not any(FACILITY in text for text in printed)
    visit(page, "assessments:certificate_board", group.cohort.pk)
    expect(page.locator("[data-state=issued]")).to_have_count(3)

    check(visitor(), visit, printed[0], issued)


def check(stranger, visit, text, issued):
    """What somebody does who holds the paper of the first page."""
    code = next(code for code in issued if squeezed(code) in squeezed(text))
    given, surnames = next(name for name in NAMES if f"{name[0]} {name[1]}" in text)
    visit(stranger, "assessments:certificate_verify")
    stranger.locator("[name=code]").fill(numbering.display(code).lower())
    stranger.locator("main form button").click()
    expect(stranger.locator("[data-state=active]")).to_be_visible()
    masked = stranger.locator("[data-masked]").inner_text()
    stranger.locator("[name=name]").fill(f"{given} {surnames}".upper())
    stranger.locator("main form button").click()
    expect(stranger.locator("[data-match=yes]")).to_be_visible()
    stranger.locator("[name=name]").fill("Otra Persona")
    stranger.locator("main form button").click()
    expect(stranger.locator("[data-match=no]")).to_be_visible()

    assert surnames not in masked
    assert FACILITY not in stranger.content()


def test_unknown_and_mistyped_codes_look_alike(group, page, visitor, visit, every_row):
    issue(page, visit, group.cohort)
    code = Certificate.objects.first().code
    mistyped = code[:-1] + ("2" if code[-1] != "2" else "3")
    stranger = visitor()

    said = []
    for typed in (mistyped, numbering.display(mistyped), "nada"):
        visit(stranger, "assessments:certificate_verify")
        stranger.locator("[name=code]").fill(typed)
        stranger.locator("main form button").click()
        said.append(stranger.locator("[data-unverified]").inner_text())

    assert len(set(said)) == 1
