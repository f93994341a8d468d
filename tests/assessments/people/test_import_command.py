"""The same list from the shell: refused whole with an error file, or imported whole."""

import csv
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest
from django.core.management import CommandError, call_command

from assessments import scope
from assessments.models import Consent, Participant
from tests.builders import make_facility, make_user

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(autouse=True)
def facility():
    return make_facility(code="AYA")


def run(path, *options):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_participants", str(path), "--facility", "AYA", *options, stdout=out, stderr=err)
    except CommandError as refusal:
        return str(refusal), err.getvalue()
    return out.getvalue(), ""


def count():
    with scope.use(scope.system("builders")):
        return Participant.objects.count()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_offices_list_is_refused_with_an_error_file_beside_it(tmp_path, kind):
    path = copy(DATA / f"participants_ayacucho.{kind}", tmp_path)

    said, shown = run(path)

    beside = tmp_path / f"participants_ayacucho.{kind}.errors.csv"
    rows = list(csv.reader(StringIO(beside.read_text("utf-8-sig")), delimiter=";"))
    assert beside.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [len(row) for row in rows] == [4, 4, 4]
    assert rows[1][1] == "Fecha de consentimiento" and "31/02/2026" in rows[1][2]
    assert rows[1][0] in shown and str(beside) in said
    assert count() == 0


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_corrected_list_imports_28_people_once(tmp_path, kind):
    path = DATA / f"participants_ayacucho_corrected.{kind}"

    tried, first, second = run(path, "--dry-run"), run(path), run(path)

    assert "28" in tried[0] and "28" in first[0]
    assert ": 0." in second[0] and ": 28." in second[0]
    assert count() == 28


def test_a_dry_run_writes_nothing():
    run(DATA / "participants_ayacucho_corrected.csv", "--dry-run")

    assert count() == 0


def listed(tmp_path, name, *lines):
    path = tmp_path / name
    path.write_text("\n".join(("Apellidos y nombres,Sexo", *lines)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "people"),
    [
        ((), 1),
        (("--same-name", "same"), 1),
        (("--same-name", "new"), 2),
        (("--same-name", "2=new"), 2),
        (("--same-name", "3=new"), 1),
    ],
)
def test_a_name_that_is_here_follows_the_answer(tmp_path, options, people):
    run(listed(tmp_path, "one.csv", '"QUISPE, Ana",mujer'))

    said, shown = run(listed(tmp_path, "two.csv", '"Quispe, Ána",mujer', ""), *options)

    assert count() == people
    assert bool(shown) == (options in ((), ("--same-name", "3=new")))


@pytest.mark.parametrize(
    ("options", "word"),
    [(("--facility", "NADA"), "NADA"), (("--user", "nadie"), "nadie"), (("--same-name", "quizá"), "quizá")],
)
def test_what_is_unknown_is_named(options, word):
    said, _shown = run(DATA / "participants_ayacucho_corrected.csv", *options)

    assert word in said
    assert count() == 0


def test_a_missing_file_is_named(tmp_path):
    said, _shown = run(tmp_path / "nada.csv")

    assert "nada.csv" in said


def test_consents_name_who_answers_for_them():
    user = make_user()

    run(DATA / "participants_ayacucho_corrected.csv", "--user", user.username)

    with scope.use(scope.system("builders")):
        assert set(Consent.objects.values_list("recorded_by", flat=True)) == {user.pk}
