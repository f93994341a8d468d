"""How far a translation is: 100 only when nothing is missing, and what it waits for."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cms.translation.progress import Facts, State, standing

EARLY, LATE = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)


def facts(**values):
    return Facts(**{"texts": 200, "translated": 199, "state": State.LIVE} | values)


def test_almost_everything_is_not_everything():
    assert standing(facts()).percent == 99
    assert standing(facts(translated=200)).percent == 100


def test_nothing_to_translate_is_nothing_done():
    assert standing(facts(texts=0, translated=0)).percent == 0


def test_an_original_published_since_needs_the_sync():
    assert standing(facts(source_published_at=LATE, taken_up_at=EARLY)).needs_sync
    assert not standing(facts(source_published_at=EARLY, taken_up_at=LATE)).needs_sync
    assert not standing(facts(source_published_at=LATE)).needs_sync


def test_words_after_the_publication_are_new_on_a_live_page_alone():
    since = {"last_words_at": LATE, "published_at": EARLY}

    assert standing(facts(**since)).has_new_words
    assert not standing(facts(**since, state=State.DRAFT)).has_new_words
    assert not standing(facts(last_words_at=EARLY, published_at=LATE)).has_new_words


@given(st.integers(1, 500).flatmap(lambda texts: st.tuples(st.just(texts), st.integers(0, texts))))
def test_a_hundred_means_complete(counts):
    texts, translated = counts

    percent = standing(facts(texts=texts, translated=translated)).percent

    assert 0 <= percent <= 100
    assert (percent == 100) == (texts == translated)
