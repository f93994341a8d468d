"""Readers of the environment refuse rather than guess."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import env


def test_flag_is_true_or_false_exactly(monkeypatch):
    monkeypatch.setenv("PUENTE_X", "true")
    with pytest.raises(ImproperlyConfigured):
        env.flag("PUENTE_X", False)

    monkeypatch.setenv("PUENTE_X", "True")
    assert env.flag("PUENTE_X", False) is True


def test_number_is_whole(monkeypatch):
    assert env.number("PUENTE_X", 7) == 7
    monkeypatch.setenv("PUENTE_X", "-1")
    with pytest.raises(ImproperlyConfigured):
        env.number("PUENTE_X", 7)


def test_required_text_must_be_there():
    with pytest.raises(ImproperlyConfigured):
        env.text("PUENTE_X")


def test_secret_comes_from_the_variable_or_from_a_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PUENTE_X", "direct")
    direct = env.secret("PUENTE_X")
    (tmp_path / "secret").write_text("from file\n")
    monkeypatch.setenv("PUENTE_X_FILE", str(tmp_path / "secret"))

    assert (direct, env.secret("PUENTE_X")) == ("direct", "from file")


def test_unreadable_secret_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PUENTE_X_FILE", str(tmp_path / "none"))

    with pytest.raises(ImproperlyConfigured, match="PUENTE_X_FILE"):
        env.secret("PUENTE_X")
