"""The note on a sheet whose text is in another language than the wanted one."""

import pytest
from django.test import override_settings

from curriculum.packs.fallback import fallback


@pytest.mark.parametrize(("wanted", "shown"), [("", "es"), ("es", "es")])
def test_no_note_where_nothing_is_missing(wanted, shown):
    assert fallback(wanted, shown) is None


def test_note_is_in_the_wanted_language():
    assert fallback("en", "es").note == "This text is not in English yet; it goes in Spanish."
    assert fallback("en", "es").language == "en"


def test_note_that_nobody_translated_is_in_the_language_of_the_site_and_says_so():
    note = fallback("quy", "es")

    assert note.note == "Este texto todavía no está en quechua de Ayacucho; va en español."
    assert note.language == "es"


@override_settings(LANGUAGE_CODE="en")
def test_site_in_english_says_it_in_english():
    assert fallback("fr", "es").language == "en"


def test_language_that_nobody_registered_goes_by_its_code():
    assert fallback("shp", "es").note == "Este texto todavía no está en shp; va en español."
