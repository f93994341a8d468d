"""The starter programme as delivered: its English comes under translation whole and stays to the letter."""

import re

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.first_run import operations as first_run
from cms.translation import files, operations

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def starter(db):
    first_run.add_locales()
    first_run.make_site()
    programme, _step = first_run.load_starter()
    return Page.objects.get(translation_key=programme, locale__language_code="es")


def texts(client):
    """Every English page as visitors see it, and every word of it as stored."""
    found = {}
    for page in Page.objects.filter(locale__language_code="en", alias_of=None).specific():
        html = TOKEN.sub("", client.get(page.url).content.decode())
        body = list(page.body.raw_data) if hasattr(page, "body") else []
        found[page.slug] = (page.title, html, body)
    return found


@pytest.mark.slow
def test_the_english_of_the_starter_is_adopted_whole_and_published_unchanged(
    starter, django_capture_on_commit_callbacks
):
    client = Client()
    before = texts(client)

    adoption = operations.adopt_translations()
    after = texts(client)
    with django_capture_on_commit_callbacks(execute=True):
        for one in Translation.objects.filter(enabled=True):
            one.save_target(publish=True)

    assert adoption.left == ()
    assert len(before) >= 17
    assert after == before
    assert texts(client) == before


@pytest.mark.slow
def test_a_complete_file_of_words_for_quechua_is_small_enough_to_send(starter):
    operations.adopt_translations()
    operations.open_slots()
    quechua = next(one for one in first_run.Locale.objects.all() if one.language_code == "quy")

    found = files.files_of(starter, quechua)

    lessons = [name for name in found if name.count("/") == 2]
    assert len(lessons) == 12
    assert all('msgstr ""' in found[name] for name in lessons)
    assert len(files.archive.packed(found)) < files.archive.LARGEST_ZIP / 2
