"""Production and the field laptop as real processes: what they refuse and what they answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD_KEY = "vb7Qx0m2LrT9sYw4KdZp1HjN6cGfUa8EoIi3RkXtBqWyMnPzSl5Ve"

ASK = """
from cms.wsgi import application
from django.test import Client
from django.conf import settings
client = Client(headers={"host": "puente.example.org"}, enforce_csrf_checks=True)
answer = client.get("/accounts/login/", **WHERE)
print("status", answer.status_code)
for name in ("Strict-Transport-Security", "Content-Security-Policy"):
    print(name, answer.get(name))
for cookie in answer.cookies.values():
    print("cookie", cookie.OutputString())
plain = client.get("/accounts/login/")
print("plain", plain.status_code, plain.get("Location"))
"""

# Collecting and compressing every static file takes most of a minute and is not what these tests ask.
UNCOLLECTED = """
from cms.settings.{name} import *
STORAGES["staticfiles"] = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""


@pytest.fixture
def place(tmp_path):
    """Run Python in a place of its own; returns the finished process."""

    def run(settings_module, *arguments, **extra):
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": settings_module,
            "SECRET_KEY": GOOD_KEY,
            "ALLOWED_HOSTS": "puente.example.org",
            "PUENTE_VAR": str(tmp_path),
            **extra,
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_deploy_check_of_production_finds_no_warning(place):
    done = place("cms.settings.production", "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "cms.I001" in done.stderr
    assert "WARNINGS" not in done.stderr + done.stdout


def test_web_server_does_not_start_with_debug(place, tmp_path):
    (tmp_path / "careless.py").write_text("from cms.settings.production import *\nDEBUG = True\n")

    done = place("careless", "-c", "import cms.wsgi", PYTHONPATH=f"{tmp_path}:{ROOT}")

    assert done.returncode != 0
    assert "cms.E001" in done.stderr


def test_web_server_does_not_start_with_a_short_key(place):
    done = place("cms.settings.production", "-c", "import cms.wsgi", SECRET_KEY="corta")

    assert done.returncode != 0
    assert "cms.E002" in done.stderr


def test_production_does_not_start_without_a_key(place):
    done = place("cms.settings.production", "-c", "import cms.wsgi", SECRET_KEY="")

    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_production_answers_with_bound_cookies_and_strict_headers(place, tmp_path):
    asked = ASK.replace("WHERE", "{'secure': True, 'HTTP_X_FORWARDED_PROTO': 'https'}")

    (tmp_path / "uncollected.py").write_text(UNCOLLECTED.format(name="production"))

    done = place("uncollected", "-c", asked, PYTHONPATH=f"{tmp_path}:{ROOT}")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    cookies = [line for line in lines if line.startswith("cookie ")]
    assert "status 200" in lines
    assert "Strict-Transport-Security max-age=31536000; includeSubDomains" in lines
    assert any("upgrade-insecure-requests" in line and "unsafe" not in line for line in lines)
    assert cookies and all(line.startswith("cookie __Host-") for line in cookies)
    assert all("Secure" in line and "HttpOnly" in line and "Path=/" in line for line in cookies)
    assert not any("Domain" in line for line in cookies)
    assert "plain 301 https://puente.example.org/accounts/login/" in lines


def test_field_laptop_answers_over_plain_http(place, tmp_path):
    (tmp_path / "uncollected.py").write_text(UNCOLLECTED.format(name="field"))

    done = place("uncollected", "-c", ASK.replace("WHERE", "{}"), PYTHONPATH=f"{tmp_path}:{ROOT}")

    assert done.returncode == 0, done.stderr
    assert "status 200" in done.stdout.splitlines()
    assert "Strict-Transport-Security None" in done.stdout
    assert "upgrade-insecure-requests" not in done.stdout
