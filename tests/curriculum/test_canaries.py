"""A canary sits in every field that is the facilitator's; it must never be seen outside."""

import itertools

import pytest
from django.test import RequestFactory
from wagtail.blocks import ChoiceBlock, IntegerBlock, ListBlock, MultipleChoiceBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.models import Page

from curriculum import outline
from curriculum.audience import Reader
from curriculum.models import LessonPage
from tests.builders.curriculum import RENDITION_LEAK, make_image, make_lesson
from tests.curriculum.packs import reading

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(RENDITION_LEAK)]

# Written out here a second time on purpose: opening one more field takes two people's eyes.
OPEN = {
    "prose": {"heading", "text"},
    "opening": {"heading", "steps"},
    "activity": {"heading", "steps"},
    "role_play": {"heading", "scene", "roles", "steps"},
    "discussion": {"heading", "question", "prompts"},
    "homework": {"heading", "task", "without_contact"},
    "handout": {"heading", "text"},
    "media": {"heading", "alt_text", "transcript"},
    "safeguarding": set(),
    "sources": {"heading", "sources"},
}
KINDS = LessonPage._meta.get_field("body").stream_block.child_blocks
AUDIENCES = ("facilitator", "participant", "both")
numbers = itertools.count()


def sing(block, songs):
    """A value for a block of any kind; each text in it, however deep, holds its own canary."""
    if isinstance(block, StructBlock):
        return {name: sing(child, songs) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [sing(block.child_block, songs), sing(block.child_block, songs)]
    if isinstance(block, MultipleChoiceBlock | ChoiceBlock):
        first = next(key for key, _label in block.field.choices if key)
        return [first] if isinstance(block, MultipleChoiceBlock) else first
    if isinstance(block, ChooserBlock):
        return None
    if isinstance(block, IntegerBlock):
        return 7
    songs.append(f"canario{next(numbers)}x")
    return songs[-1]


def sung(kind, audience):
    """A block for this audience, and the canaries in each of its fields."""
    value, songs = {}, {}
    for name, child in KINDS[kind].child_blocks.items():
        songs[name] = []
        value[name] = audience if name == "audience" else sing(child, songs[name])
    return {"type": kind, "value": value}, songs


@pytest.fixture
def aviary(settings, tmp_path):
    """A lesson with every kind of block for every audience, its hidden and its open canaries."""
    settings.MEDIA_ROOT = tmp_path
    picture = make_image()
    hidden, shown, body = set(), set(), []
    for kind, audience in itertools.product(KINDS, AUDIENCES):
        block, songs = sung(kind, audience)
        if kind == "media":
            block["value"]["image"] = picture.pk
        body.append(block)
        for name, canaries in songs.items():
            is_open = audience != "facilitator" and name in OPEN[kind]
            (shown if is_open else hidden).update(canaries)
    return make_lesson(body=body, materials=["canariomaterial"]), hidden | {"canariomaterial"}, shown


def heard(text, songs):
    return {song for song in songs if song in text}


def test_every_kind_of_block_carries_hidden_canaries(aviary):
    _page, hidden, shown = aviary

    assert set(OPEN) == set(KINDS)
    assert (len(hidden), len(shown)) == (130, 66)


def test_safeguarding_note_has_no_audience_to_choose():
    assert [kind for kind in KINDS if "audience" not in KINDS[kind].child_blocks] == ["safeguarding"]


@pytest.mark.parametrize("who", ["anonymous", "visitor"])
def test_page_keeps_every_secret(client, aviary, request, who):
    page, hidden, shown = aviary
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    text = client.get(page.url).content.decode()

    assert heard(text, hidden) == set()
    assert heard(text, shown) == shown


def test_facilitator_hears_every_canary(client, aviary, guide_reader):
    page, hidden, shown = aviary
    client.force_login(guide_reader)

    assert heard(client.get(page.url).content.decode(), hidden | shown) == hidden | shown


def printed(client, page, door):
    content = client.get(page.url + door).content
    return reading.text_of(content) + reading.alternatives_in(content)


EVERYTHING = "pack/?guide=1&reading=1&handouts=1&large_print=1&fidelity=1&as=pdf"


@pytest.mark.parametrize("who", ["anonymous", "visitor"])
@pytest.mark.parametrize("door", ["print/", "handout/", EVERYTHING])
def test_paper_keeps_every_secret(client, aviary, request, door, who):
    page, hidden, shown = aviary
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    text = printed(client, page, door)

    assert heard(text, hidden) == set()
    assert heard(text, shown)
    assert door == "handout/" or heard(text, shown) == shown


def test_book_keeps_every_secret(client, aviary):
    page, hidden, shown = aviary
    programme = page.get_parent().get_parent()

    text = printed(client, programme, "book/")

    assert heard(text, hidden) == set()
    assert heard(text, shown) == shown


@pytest.mark.parametrize("sheet", ["reading", "handouts", "large_print"])
def test_frozen_sheet_for_participants_keeps_every_secret(aviary, sheet):
    page, hidden, _shown = aviary
    programme = page.get_parent().get_parent()
    (lesson,) = outline.freeze(programme.translation_key, "es").outline.lessons

    html = outline.sheets(lesson.content_sha256, outline.Choice(**{sheet: 1})).html

    assert "canario" in html
    assert heard(html, hidden) == set()


def test_facilitators_paper_holds_every_canary(client, aviary, guide_reader):
    page, hidden, shown = aviary
    client.force_login(guide_reader)

    text = printed(client, page, "pack/?guide=1&as=pdf")

    assert heard(text, hidden | shown) == hidden | shown


def test_search_index_keeps_every_secret(aviary):
    page, hidden, shown = aviary

    indexed = str(
        [
            (field.field_name, field.get_value(page))
            for field in LessonPage.get_search_fields()
            if hasattr(field, "get_value")
        ]
    )

    assert heard(indexed, hidden) == set()
    assert heard(indexed, shown) == shown


def test_search_finds_participants_text_alone(aviary):
    page, hidden, shown = aviary
    LessonPage.objects.get(pk=page.pk)
    found = {song: list(Page.objects.live().search(song)) for song in (min(hidden), min(shown))}

    assert found[min(hidden)] == []
    assert [hit.pk for hit in found[min(shown)]] == [page.pk]


def test_content_api_keeps_every_secret(aviary):
    page, hidden, shown = aviary
    fields = {field.name for field in LessonPage.api_fields}

    answer = str(page.body.stream_block.get_api_representation(page.body))

    assert fields == {"summary", "minutes", "body"}
    assert heard(answer, hidden) == set()
    assert heard(answer, shown) == shown


def test_participants_preview_keeps_every_secret(aviary, author):
    page, hidden, shown = aviary
    request = RequestFactory().get("/")
    request.user = author

    answer = page.make_preview_request(request, Reader.PARTICIPANT.value)
    text = answer.render().content.decode() if hasattr(answer, "render") else answer.content.decode()

    assert heard(text, hidden) == set()
    assert heard(text, shown) == shown


def test_body_printed_by_a_strangers_template_keeps_every_secret(aviary):
    page, hidden, _shown = aviary

    assert heard(str(page.body), hidden) == set()
