"""``manage.py issue_certificates``: the same from the shell."""

import hashlib
import io

import pytest
from django.core.management import CommandError, call_command

from assessments import scope
from assessments.models import Certificate
from tests.assessments.certificates import readers
from tests.builders import make_facility, make_posting, make_user
from tests.builders.certificates import end_posting, make_graduate, make_graduates, make_lesson_cohort

pytestmark = pytest.mark.django_db


def run(code, folder, **options):
    out = io.StringIO()
    status = 0
    try:
        call_command("issue_certificates", code, out=folder, stdout=out, **options)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue()


def test_files_are_written_and_who_is_not_eligible_is_named_by_code(tmp_path):
    graduates = make_graduates(2)
    late = make_graduate(graduates.cohort, graduates.sessions[:1], ("Luz", "Pronto"))

    status, told = run(graduates.cohort.code, tmp_path / "new" / "folder")

    with scope.use(scope.system("builders")):
        issued = list(Certificate.objects.all())
    written = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    names = {f"{one.folio}_{one.code}.pdf": one.pdf_sha256 for one in issued}
    assert status == 0
    assert set(written) == {*names, "certificates.zip", "manifest.csv", "print.pdf"}
    assert {name: hashlib.sha256(written[name]).hexdigest() for name in names} == names
    assert len(readers.pages(written["print.pdf"])) == 2
    assert late.participant.code in told
    assert "Pronto" not in told
    assert {one.issued_by for one in issued} == {graduates.coordinator}


def test_running_it_again_writes_the_same_files(tmp_path):
    graduates = make_graduates(2)
    run(graduates.cohort.code, tmp_path / "one")

    status, _told = run(graduates.cohort.code, tmp_path / "two")

    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert (status, first) == (0, second)


def test_nobody_eligible_is_told_apart(tmp_path):
    cohort, sessions = make_lesson_cohort()
    make_graduate(cohort, sessions[:1])
    make_posting("coordinator", cohort.facility)

    status, _told = run(cohort.code, tmp_path)

    assert (status, list(tmp_path.iterdir())) == (3, [])


def test_who_is_eligible_and_cannot_be_given_one_is_told_apart(tmp_path):
    graduates = make_graduates(1, title="Taller del penal")

    status, told = run(graduates.cohort.code, tmp_path)

    assert status == 4
    assert "penal" in told


def test_a_named_user_needs_the_right(tmp_path):
    graduates = make_graduates(1)
    facilitator = make_posting("facilitator", graduates.cohort.facility).user
    elsewhere = make_posting("coordinator", make_facility()).user

    for user in (facilitator, elsewhere, make_user()):
        with pytest.raises(CommandError):
            run(graduates.cohort.code, tmp_path, user=user.username)
    with pytest.raises(CommandError):
        run(graduates.cohort.code, tmp_path, user="nadie")
    assert run(graduates.cohort.code, tmp_path, user=graduates.coordinator.username)[0] == 0


def test_an_unknown_group_or_an_empty_office_is_refused(tmp_path):
    graduates = make_graduates(1)
    end_posting(graduates.posting)

    with pytest.raises(CommandError):
        run("NADA", tmp_path)
    with pytest.raises(CommandError):
        run(graduates.cohort.code, tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    graduates = make_graduates(1)
    (tmp_path / "file").write_text("x")

    with pytest.raises(CommandError):
        run(graduates.cohort.code, tmp_path / "file")
