"""What the operator is told when PDFs cannot be made."""

import sys

import pytest

from curriculum import checks, pdf
from curriculum.pdf import availability
from tests.builders.curriculum import make_lesson, make_prose


@pytest.fixture
def without_weasyprint(monkeypatch):
    """A machine where the library cannot be imported."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "curriculum.pdf.engine", raising=False)
    availability.engine.cache_clear()
    yield
    availability.engine.cache_clear()


def test_check_is_silent_where_pdfs_work():
    assert checks.pdf_engine_is_installed(None) == []


def test_check_says_what_is_missing(without_weasyprint):
    (warning,) = checks.pdf_engine_is_installed(None)

    assert warning.id == "curriculum.W001"
    assert "weasyprint" in warning.msg


def test_printing_without_the_engine_is_refused(without_weasyprint):
    assert not pdf.available()
    with pytest.raises(pdf.PdfUnavailable):
        pdf.render("<title>x</title>", language="es")


@pytest.mark.django_db
def test_print_address_falls_back_to_a_page(client, without_weasyprint):
    lesson = make_lesson(body=[make_prose()])

    answer = client.get(f"{lesson.url}print/")

    assert answer["Content-Type"].startswith("text/html")
    assert "lesson-print.css" in answer.content.decode()
