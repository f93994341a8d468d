"""Canaries: the facility, its units and its group appear in nothing that leaves the house."""

import io
import uuid
import zipfile

import pytest

from assessments import scope
from assessments.certificates import operations, parcel
from assessments.models import Certificate
from tests.assessments.certificates import readers
from tests.builders import make_facility
from tests.builders.certificates import make_graduates

pytestmark = pytest.mark.django_db
CANARIES = ("cóndor", "condor", "cndr-7", "vicuña", "manada", "mnd-3", "penal", "prisi", "cárcel")


@pytest.fixture
def files(django_capture_on_commit_callbacks):
    place = make_facility(name="Penal Cóndor Azul", code="CNDR-7")
    graduates = make_graduates(2, facility=place, name="Manada", code="MND-3")
    with scope.use(graduates.scope()), django_capture_on_commit_callbacks(execute=True):
        job = operations.start(
            user=graduates.coordinator, cohort=graduates.cohort, enrolments=graduates.ids, key=uuid.uuid4()
        )
    return {name: parcel.read(job.pk, name) for name in ("certificates.zip", "print.pdf", "manifest.csv")}


def members(files):
    with zipfile.ZipFile(io.BytesIO(files["certificates.zip"])) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def found_in(words):
    return [canary for canary in CANARIES if canary in words.casefold()]


def test_there_is_something_that_could_leak(files):
    with scope.use(scope.system("builders")):
        row = Certificate.objects.select_related("facility", "enrolment__cohort").first()

    assert found_in(f"{row.facility} {row.facility.code}") == ["cóndor", "cndr-7", "penal"]
    assert found_in(f"{row.enrolment.cohort.name} {row.enrolment.cohort.code}") == ["manada", "mnd-3"]


def test_no_file_name_says_it(files):
    assert found_in(" ".join([*files, *members(files)])) == []


def test_no_pdf_says_it_in_text_title_or_alternatives(files):
    pdfs = [content for name, content in members(files).items() if name.endswith(".pdf")]

    assert len(pdfs) == 3
    for content in [*pdfs, files["print.pdf"]]:
        assert found_in(readers.everything(content)) == []


def test_the_manifest_does_not_say_it(files):
    assert found_in(files["manifest.csv"].decode("utf-8-sig")) == []
