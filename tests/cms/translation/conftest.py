"""Lessons of two languages for the tests of translation."""

import pytest
from wagtail.models import Locale

from tests.builders.translations import make_english_tree, make_translated_right, make_tree


@pytest.fixture
def languages(db):
    for code in ("es", "en", "quy"):
        Locale.objects.get_or_create(language_code=code)


@pytest.fixture
def write(languages):
    """``write(lessons)`` loads the Spanish tree, ``write(lessons, english=True)`` the English one too."""

    def make(lessons=1, english=False):
        spanish = make_tree(lessons)
        return (spanish, make_english_tree(lessons)) if english else spanish

    return make


@pytest.fixture
def right(languages):
    return make_translated_right()
