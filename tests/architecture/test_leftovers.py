"""Nothing unfinished, skipped or waiting for the clock is left in what we ship and test."""

import re

from tests.architecture.sources import text, with_suffix

WORDS = ("TO" + "DO", "FIX" + "ME", r"\bX" + "XX" + r"\b", "NotImplemented" + "Error", "lorem " + "ipsum")
SWITCHES = ("pragma: no " + "cover", r"pytest\.mark\." + "(skip|xfail)", r"pytest\." + r"(skip|xfail)\(")
WAITING = (r"time\." + "sleep", r"wait_for_" + "timeout")
LEFT = re.compile("|".join((*WORDS, *SWITCHES, *WAITING)))


def test_nothing_is_left_unfinished():
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in with_suffix(".py", ".html", ".js", ".mjs", ".css", ".toml", ".md")
        for number, line in enumerate(text(path).splitlines(), start=1)
        if LEFT.search(line)
    ]

    assert found == []
