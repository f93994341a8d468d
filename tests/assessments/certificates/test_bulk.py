"""Many at once as a job: one bad record stops nobody, it stops, goes on, and is harmless twice."""

import csv
import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import scope
from assessments.certificates import numbering, operations, parcel
from assessments.certificates.operations.bulk import KIND
from assessments.jobs import operations as jobs
from assessments.models import Certificate, Job
from tests.assessments.certificates import readers
from tests.builders import make_facility, make_unit
from tests.builders.certificates import (
    break_name,
    end_posting,
    make_certificates,
    make_graduate,
    make_graduates,
    make_unprinted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Queue and let the worker do it at once, as the immediate backend does on commit."""

    def started(graduates, ids=None, key=None):
        with scope.use(graduates.scope()), django_capture_on_commit_callbacks(execute=True):
            return operations.start(
                user=graduates.coordinator,
                cohort=graduates.cohort,
                enrolments=ids or graduates.ids,
                key=key or uuid.uuid4(),
            )

    return started


def fresh(job):
    with scope.use(scope.system("builders")):
        return Job.objects.get(pk=job.pk)


def certificates():
    with scope.use(scope.system("builders")):
        return list(Certificate.objects.select_related("participant").order_by("folio"))


def file(job, name):
    return parcel.read(job.pk, name)


def test_everybody_eligible_gets_one_and_the_files_are_ready(run):
    job = fresh(run(make_graduates(3)))

    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert [one["name"] for one in job.result["files"]] == ["certificates.zip", "print.pdf", "manifest.csv"]
    assert job.result["issued"] == 3


def test_starting_only_queues(django_capture_on_commit_callbacks):
    graduates = make_graduates(1)
    with scope.use(graduates.scope()), django_capture_on_commit_callbacks() as callbacks:
        job = operations.start(
            user=graduates.coordinator, cohort=graduates.cohort, enrolments=graduates.ids, key=uuid.uuid4()
        )

    assert (fresh(job).state, len(callbacks), certificates()) == ("queued", 1, [])


def test_the_zip_holds_each_file_under_folio_and_code_with_its_hash(run):
    graduates = make_graduates(2, names=[("Juan", "Quispe Huamán")])
    job = run(graduates)

    with zipfile.ZipFile(io.BytesIO(file(job, "certificates.zip"))) as packed:
        names = packed.namelist()
        rows = list(csv.DictReader(io.StringIO(packed.read("manifest.csv").decode("utf-8-sig"))))
        contents = {row["file"]: packed.read(row["file"]) for row in rows}
    issued = certificates()
    assert sorted(names) == sorted(
        [f"{one.folio}_{one.code}.pdf" for one in issued] + ["manifest.csv", "print.pdf"]
    )
    assert {row["sha256"] for row in rows} == {one.pdf_sha256 for one in issued}
    assert all("Juan Quispe Huamán" in readers.text(content) for content in contents.values())


def test_the_print_file_is_ordered_by_unit_then_code(run):
    place = make_facility()
    first, last = make_unit(place, name="Zorzal", order=1), make_unit(place, name="Ala", order=2)
    graduates = make_graduates(2, facility=place)
    enrolments = [
        make_graduate(graduates.cohort, graduates.sessions, unit=unit) for unit in (last, first, first, None)
    ]

    job = run(graduates, [one.pk for one in enrolments])

    in_first = sorted([one.participant for one in enrolments[1:3]], key=lambda one: one.code)
    wanted = [*in_first, enrolments[0].participant, enrolments[3].participant]
    codes = {one.participant: numbering.display(one.code) for one in certificates()}
    pages = readers.pages(file(job, "print.pdf"))
    assert [codes[one] in page for one, page in zip(wanted, pages, strict=True)] == [True] * 4


def test_a_person_without_the_right_is_left_out_with_the_reason(run):
    graduates = make_graduates(1)
    late = make_graduate(graduates.cohort, graduates.sessions[:1])

    job = fresh(run(graduates, [*graduates.ids, late.pk]))

    assert job.result["issued"] == 1
    (left_out,) = job.result["refused"]
    assert (left_out["person"], left_out["why"]) == (late.participant.code, "not_eligible")
    assert left_out["reasons"][0]["code"] == "lessons_missing"
    assert left_out["reasons"][0]["numbers"] == [2, 3, 4]


def test_one_broken_record_stops_nobody(run):
    graduates = make_graduates(3)
    break_name(graduates.people[1])

    job = fresh(run(graduates))

    assert (job.state, job.result["issued"]) == ("done", 2)
    assert [one["why"] for one in job.result["refused"]] == ["failed"]
    assert {one.participant for one in certificates()} == {graduates.people[0], graduates.people[2]}


def test_the_same_form_twice_is_one_job(run):
    graduates, key = make_graduates(2), uuid.uuid4()

    assert run(graduates, key=key).pk == run(graduates, key=key).pk
    with pytest.raises(operations.KeyUsed):
        run(graduates, graduates.ids[:1], key=key)
    assert len(certificates()) == 2


def test_running_it_for_people_who_have_theirs_makes_the_files_anew(run):
    graduates = make_graduates(2)
    issued = make_certificates(graduates)

    job = run(graduates)

    assert certificates() == issued
    with zipfile.ZipFile(io.BytesIO(file(job, "certificates.zip"))) as packed:
        assert len([name for name in packed.namelist() if "_" in name]) == 2


def test_what_a_dead_worker_left_unprinted_is_printed(run):
    graduates = make_graduates(2)
    make_unprinted(graduates)
    assert {one.pdf_sha256 for one in certificates()} == {""}

    job = fresh(run(graduates))

    assert (job.result["issued"], job.result["unprinted"]) == (2, [])
    assert all(one.pdf_sha256 for one in certificates())


def test_a_job_asked_to_stop_stops_and_goes_on(run, django_capture_on_commit_callbacks):
    graduates = make_graduates(2)
    with scope.use(graduates.scope()), django_capture_on_commit_callbacks():
        job = operations.start(
            user=graduates.coordinator, cohort=graduates.cohort, enrolments=graduates.ids, key=uuid.uuid4()
        )
    with scope.use(graduates.scope()):
        assert operations.cancel(user=graduates.coordinator, job=job) is True
    operations.issue_in_background.call(str(job.pk))
    assert (fresh(job).state, certificates()) == ("cancelled", [])

    with scope.use(graduates.scope()), django_capture_on_commit_callbacks(execute=True):
        assert operations.resume(user=graduates.coordinator, job=job) is True

    assert (fresh(job).state, len(certificates())) == ("done", 2)


def test_a_stop_between_two_groups_keeps_what_was_issued():
    graduates = make_graduates(1)
    with scope.use(graduates.scope()):
        job, _made = jobs.start(
            user=graduates.coordinator,
            facility=graduates.cohort.facility,
            kind=KIND,
            subject_id=str(graduates.cohort.pk),
            plan={"enrolments": [], "total": 0},
        )
        taken = jobs.claim(job.pk)
        assert jobs.advance(taken, done=1) is True
        assert jobs.cancel(job=job) is True

        assert jobs.advance(taken, done=2) is False


def test_a_second_worker_does_not_take_a_running_job():
    graduates = make_graduates(1)
    with scope.use(graduates.scope()):
        job, _made = jobs.start(
            user=graduates.coordinator, facility=graduates.cohort.facility, kind=KIND, subject_id="x", plan={}
        )
        first = jobs.claim(job.pk)

        assert jobs.claim(job.pk) is None
        later = timezone.now() + jobs.SILENT_AFTER + timedelta(seconds=1)
        assert jobs.claim(job.pk, later) is not None
        assert jobs.advance(first, done=1) is False


def test_the_housekeeping_resumes_what_fell_silent(run):
    graduates = make_graduates(1)
    with scope.use(graduates.scope()):
        job, _made = jobs.start(
            user=graduates.coordinator,
            facility=graduates.cohort.facility,
            kind=KIND,
            subject_id=str(graduates.cohort.pk),
            plan={"enrolments": [str(pk) for pk in graduates.ids], "total": 1},
        )
        jobs.claim(job.pk)

    with scope.use(scope.system("tick")):
        assert operations.resume_stalled(timezone.now()) == 0
        assert operations.resume_stalled(timezone.now() + timedelta(minutes=2)) == 1

    assert (fresh(job).state, len(certificates())) == ("done", 1)


def test_who_lost_the_posting_issues_nothing_any_more(run):
    graduates = make_graduates(1)
    end_posting(graduates.posting)

    job = fresh(run(graduates))

    assert (job.state, job.message, certificates()) == ("failed", "not_allowed", [])


def test_files_go_after_a_day_and_come_back(run):
    graduates = make_graduates(1)
    job = run(graduates)
    tomorrow = timezone.now() + timedelta(hours=24, minutes=1)

    with pytest.raises(parcel.Expired):
        parcel.read(job.pk, "certificates.zip", tomorrow)
    assert operations.prune(timezone.now()) == 0
    assert operations.prune(tomorrow) >= 1
    with pytest.raises(parcel.Expired):
        file(job, "certificates.zip")
    assert file(run(graduates), "print.pdf").startswith(b"%PDF")


def test_the_files_on_disk_are_sealed(run):
    graduates = make_graduates(1)
    job = run(graduates)

    for path in parcel._path(job.pk, "x").parent.iterdir():
        content = path.read_bytes()
        assert b"%PDF" not in content
        assert not content.startswith(b"PK")


def test_more_than_a_hundred_pages_are_several_documents():
    assert parcel.print_names(100) == ["print.pdf"]
    assert parcel.print_names(101) == ["print-1.pdf", "print-2.pdf"]
