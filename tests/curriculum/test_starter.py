"""The starter programme as it is delivered: what it says of itself is true."""

import re
from pathlib import Path

import pytest

import curriculum
from curriculum import manuscript

STARTER = Path(curriculum.__file__).resolve().parent / "starter"


@pytest.fixture(scope="module")
def starter():
    script = manuscript.read(STARTER)
    return {one.language: one for one in (script, *script.translations)}


@pytest.mark.parametrize(
    ("language", "sentence"), [("es", r"de (\d+) a (\d+) minutos"), ("en", r"of (\d+) to (\d+) minutes")]
)
def test_the_summary_tells_the_length_of_the_sessions(starter, language, sentence):
    script = starter[language]
    lengths = [lesson.values["minutes"] for lesson in script.lessons]

    told = re.search(sentence, script.programme.values["summary"])

    assert [int(one) for one in told.groups()] == [min(lengths), max(lengths)]
    assert len(lengths) == 12
