"""Code and contents carry their licences."""

from pathlib import Path

from tests.architecture.sources import project, text


def test_the_code_is_bsd_and_says_by_whom():
    assert project()["project"]["license"] == "BSD-3-Clause"
    assert text(Path("LICENSE")).startswith("BSD 3-Clause License\n\nCopyright (c) The Puente authors\n")


def test_the_starter_programme_is_cc_by():
    assert "Attribution 4.0 International licence (CC BY 4.0" in text(Path("curriculum/starter/LICENSE"))
