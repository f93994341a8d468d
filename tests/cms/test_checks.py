"""Each refusal of an unsafe start, with its hint; and what is let through."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import checks

GOOD_KEY = "vb7Qx0m2LrT9sYw4KdZp1HjN6cGfUa8EoIi3RkXtBqWyMnPzSl5Ve"
WAL = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA journal_mode = wal"},
    }
}
TRUNCATE = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA journal_mode=TRUNCATE;"},
    }
}


@pytest.fixture
def real(settings, tmp_path):
    """Settings as production has them."""
    settings.PUENTE_PLACE = "production"
    settings.PUENTE_SECOND_FACTOR = True
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY
    settings.SECRET_KEY_FILE = ""
    key_file = tmp_path / "identity.json"
    key_file.write_text("{}")
    key_file.chmod(0o600)
    settings.ASSESSMENTS = {
        **settings.ASSESSMENTS,
        "KEY_FILE": key_file,
        "PRIVATE_ROOT": tmp_path / "private",
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    return settings


def ids(messages):
    return [message.id for message in messages]


def test_good_settings_start(real):
    assert checks.doors(None) == []
    checks.refuse_unsafe_start()


def test_development_is_not_held_to_it(settings):
    settings.DEBUG = True

    assert checks.debug_is_off() == checks.key_is_secret() == checks.second_factor_is_on() == []


def test_debug_is_refused(real):
    real.DEBUG = True

    assert ids(checks.doors(None)) == ["cms.E001"]
    with pytest.raises(ImproperlyConfigured, match="cms.E001"):
        checks.refuse_unsafe_start()


@pytest.mark.parametrize(
    "key", ["short", "x" * 60, "django-insecure-" + GOOD_KEY, "development-only-" + GOOD_KEY]
)
def test_default_or_short_key_is_refused(real, key):
    real.SECRET_KEY = key

    (refusal,) = checks.key_is_secret()
    assert (refusal.id, bool(refusal.hint)) == ("cms.E002", True)


def test_wal_is_refused_with_an_affected_library(real):
    assert ids(checks.sqlite_is_safe((3, 40, 1), WAL)) == ["cms.E003"]
    assert ids(checks.sqlite_is_safe((3, 51, 2), WAL)) == ["cms.E003"]
    assert checks.sqlite_is_safe((3, 51, 3), WAL) == []


def test_truncate_is_fine_with_an_affected_library(real):
    assert checks.sqlite_is_safe((3, 40, 1), TRUNCATE) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620])
def test_readable_key_file_is_refused(real, mode):
    real.ASSESSMENTS["KEY_FILE"].chmod(mode)

    (refusal,) = checks.key_files_are_private()
    assert refusal.id == "cms.E004"
    assert "chmod 600" in refusal.hint


def test_readable_secret_key_file_is_refused(real, tmp_path):
    real.SECRET_KEY_FILE = str(tmp_path / "secret")
    (tmp_path / "secret").write_text(GOOD_KEY)
    (tmp_path / "secret").chmod(0o644)

    assert ids(checks.key_files_are_private()) == ["cms.E004"]


def test_missing_second_factor_is_refused_in_production_only(real):
    real.PUENTE_SECOND_FACTOR = False
    in_production = ids(checks.second_factor_is_on())
    real.PUENTE_PLACE = "field"

    assert in_production == ["cms.E005"]
    assert checks.second_factor_is_on() == []


@pytest.mark.parametrize("inside", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_private_files_below_served_ones_are_refused(real, inside):
    real.ASSESSMENTS = {**real.ASSESSMENTS, "PRIVATE_ROOT": getattr(real, inside) / "private"}

    assert ids(checks.private_files_are_apart()) == ["cms.E006"]


@pytest.mark.parametrize(("version", "mode"), [((3, 40, 1), "TRUNCATE"), ((3, 51, 3), "WAL")])
def test_deploy_check_says_which_journal_was_chosen(version, mode):
    told = checks.journal_chosen(version)

    assert (told.id, told.is_serious()) == ("cms.I001", False)
    assert told.msg.endswith(f"journal_mode={mode}.")
