"""The plug-in runs in a Wagtail site that has neither our host site nor its packages."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.slow
TAKEN_ALONG = ("curriculum", "assessments", "tests/foreign_site")


@dataclass(frozen=True)
class Site:
    """A folder that holds the two apps and the foreign site, and nothing else of the repository."""

    folder: Path

    def run(self, *arguments: str) -> str:
        """Run Python in the foreign site and answer what it printed."""
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.foreign_site.settings",
            "FOREIGN_SITE_SCRATCH": str(self.folder / "scratch"),
            "PYTHONPATH": str(self.folder),
        }
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    """The foreign site with its database built."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in TAKEN_ALONG:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests" / "__init__.py").write_text("")
    (folder / "scratch").mkdir()
    built = Site(folder)
    built.run("-m", "django", "migrate", "--noinput", "-v", "0")
    return built


def test_check_finds_nothing_and_loads_nothing_of_the_host(site):
    answer = json.loads(site.run("-m", "tests.foreign_site.strangers"))

    assert not (site.folder / "cms").exists()
    assert answer["loaded"] == []
    assert answer["addresses"] >= 5


def test_migrate_makes_the_tables_of_both_apps(site):
    with sqlite3.connect(site.folder / "scratch" / "foreign.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    assert {"assessments_facility", "assessments_session", "curriculum_lessonpage"} <= tables


def test_the_models_need_no_migration_of_their_own_there(site):
    assert "No changes detected" in site.run(
        "-m", "django", "makemigrations", "--check", "--dry-run", "assessments", "curriculum"
    )


@pytest.fixture(scope="module")
def story(site) -> dict:
    """What came of the main job when the stranger's own people did it at their screens."""
    return json.loads(site.run("-m", "django", "tell_story").splitlines()[-1])


def test_the_starter_programme_loads_and_its_lessons_are_pages(story):
    assert story["load_programme"] == {"lessons": 24, "answers": [200]}


def test_a_lesson_is_written_and_published_in_the_editor(story):
    assert story["publish_lesson"] == {"live": True, "shown": True}


def test_people_are_received_and_their_consent_is_kept(story):
    assert story["receive_people"] == {"people": 2, "consents": [1, 1]}


def test_a_cohort_is_opened_with_a_session_for_each_lesson(story):
    assert story["open_cohort"] == {"sessions": 13, "members": 2}


def test_sessions_are_marked_through_the_register(story):
    assert story["mark_sessions"] == {"present": 13, "absent": 13}


def test_who_was_there_gets_a_certificate_and_who_was_not_gets_none(story):
    assert story["issue_certificate"] == {"chosen": 1, "issued": 1, "printed": "%PDF-"}


def test_anybody_can_check_the_certificate_and_reads_no_name(story):
    assert story["verify"] == {"valid": True, "named": False, "match": True, "invented": True}


def test_the_whole_story_needs_nothing_of_the_host(story):
    assert story["strangers"] == []
