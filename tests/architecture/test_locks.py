"""The locks agree with each other and with the ranges they were made from."""

import re
from pathlib import Path

from tests.architecture.sources import project, text

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(text(Path(lock))))


def names(requirements: list[str]) -> set[str]:
    return {NAME.match(one).group().lower().replace("_", "-") for one in requirements}


def test_tests_run_on_the_versions_that_are_shipped():
    shipped, tested = pins("requirements.txt"), pins("requirements-dev.txt")

    assert shipped
    assert {name: version for name, version in shipped.items() if tested.get(name) != version} == {}


def test_every_pin_has_its_hash():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", text(Path(lock)))

        assert [
            entry.splitlines()[0] for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry
        ] == []


def test_the_locks_hold_what_the_project_asks_for():
    wanted, extras = project()["project"]["dependencies"], project()["project"]["optional-dependencies"]
    shipped = names([*wanted, *extras["host"], *extras["postgresql"]])

    assert shipped - set(pins("requirements.txt")) == set()
    assert names(extras["test"]) - set(pins("requirements-dev.txt")) == set()


def test_the_lock_stands_on_wagtail_8_0_and_django_5_2():
    shipped = pins("requirements.txt")

    assert shipped["wagtail"].startswith("8.0.")
    assert shipped["django"].startswith("5.2.")
