"""The commands of questionnaires: load, score again, and analyse a statistician's file."""

import io
import json
from dataclasses import asdict

import pytest
from django.core.management import CommandError, call_command

from assessments import scope
from assessments.measures import change
from assessments.measures.models import ScaleScore
from assessments.measures.operations.instruments import FOLDER
from tests.builders import make_measured_cohort

DEFINITION = str(FOLDER / "derechos-crianza.json")
PRE, POST = [8, 9, None, 10, 7, 11, 12], [13, 12, 14, None, 7, 16, 10]
LINES = [f"{pre},{post}" for pre, post in zip(PRE, POST, strict=True)]
PLAIN = "pre,post\n" + "\n".join(LINES).replace("None", "") + "\n"


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def analyse(path, *more, reliability="0.8"):
    return json.loads(
        run(
            "analyse_change",
            str(path),
            "--definition",
            DEFINITION,
            "--reliability",
            reliability,
            "--json",
            *more,
        )
    )


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "data.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_the_numbers_are_those_of_the_report(write):
    found = analyse(write(PLAIN), "--sd", "3")

    verdicts = change.reliable_change(PRE, POST, 0.8, 3.0, 1)
    assert found["paired"] == asdict(change.paired(PRE, POST))
    assert found["reliable_change"] == [asdict(verdict) for verdict in verdicts]
    assert (found["rows"], found["direction"], found["sd"], found["sd_from"]) == (7, 1, 3.0, "given")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "Código;POST ;Pre\nñ;".encode("cp1252")
        + "\nñ;".join(f"{post};{pre}" for pre, post in zip(PRE, POST, strict=True))
        .replace("None", "NA")
        .encode("cp1252"),
        PLAIN.replace(",", ";").replace("8;", "8,0;").replace("\n;", "\n.;"),
        PLAIN + "\n\n",
    ],
    ids=["bom", "crlf", "semicolon", "tab", "windows", "comma", "blank lines"],
)
def test_files_as_offices_write_them_give_the_same_numbers(write, content):
    found = analyse(write(content))

    assert found["paired"] == asdict(change.paired(PRE, POST))
    assert (found["sd"], found["sd_from"]) == (found["paired"]["sd_pre"], "pre")


def test_the_direction_turns_the_verdicts_round(write):
    path = write("pre,post\n1,19\n19,1\n10,10\n")

    up, down = (analyse(path, "--sd", "3", "--direction", way)["reliable_change"] for way in ("1", "-1"))

    assert [one["category"] for one in up] == ["improved", "deteriorated", "unchanged"]
    assert [one["category"] for one in down] == ["deteriorated", "improved", "unchanged"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a,b\n1,2\n", "columns pre and post"),
        ("", "columns pre and post"),
        ("pre,pre,post\n1,2,3\n", "columns pre and post"),
        ("pre,post\n1,two\n", "Line 2"),
        ("pre,post\n1,2\n1,inf\n", "Line 3"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(write, content, says):
    with pytest.raises(CommandError, match=says):
        analyse(write(content))


@pytest.mark.parametrize("reliability", ["1", "-0.1", "2"])
def test_an_impossible_reliability_is_refused(write, reliability):
    with pytest.raises(CommandError, match="reliability"):
        analyse(write(PLAIN), f"--reliability={reliability}")


def test_a_missing_file_and_a_broken_definition_are_named(write, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        analyse(tmp_path / "nowhere.csv")
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(CommandError, match="missing_key"):
        analyse(write(PLAIN), "--definition", str(tmp_path / "broken.json"))


def test_without_json_the_numbers_are_lines(write):
    out = run("analyse_change", str(write(PLAIN)), "--definition", DEFINITION, "--reliability", "0.8")

    assert "mean_change: 2.2" in out.splitlines()


@pytest.mark.django_db
def test_loading_says_what_it_did():
    first, again = run("load_instruments"), run("load_instruments")

    shipped = len(list(FOLDER.glob("*.json")))
    assert first.splitlines()[-1] == f"{shipped} loaded, 0 were here already."
    assert again == f"0 loaded, {shipped} were here already.\n"


@pytest.mark.django_db
def test_scoring_again_says_how_many_were_wrong(write_gate_lifted):
    cohort, _members = make_measured_cohort([(3, 9)])
    with scope.use(scope.system("builders")):
        ScaleScore.objects.filter(value=9).update(value=1)

    tried = run("rescore", "--cohort", cohort.code, "--dry-run")
    done = run("rescore")

    assert tried == "2 questionnaires looked at, 1 would change.\n"
    assert done == "2 questionnaires looked at, 1 changed.\n"
    with pytest.raises(CommandError, match="NINGUNO"):
        run("rescore", "--cohort", "NINGUNO")
