"""What a file would change is known before anything is changed."""

from hypothesis import given
from hypothesis import strategies as st

from cms.translation.catalogue import Entry
from cms.translation.exchange import plan

KNOWN = {("title", "Casa"): "", ("a", "Sí"): "Arí", ("b", "No"): "Mana"}


def is_fit(text, words):
    return "<script" not in words


def entry(path, text, words, **values):
    return Entry(path, text, words, **values)


def test_new_changed_same_and_waiting_words_are_told_apart():
    found = plan(
        [entry("title", "Casa", "Wasi"), entry("a", "Sí", "Awriki"), entry("b", "No", "Mana")], KNOWN, is_fit
    )

    assert found.words == {("title", "Casa"): "Wasi", ("a", "Sí"): "Awriki"}
    assert (found.new, found.changed, found.same, found.waiting, found.left_out) == (1, 1, 1, 0, 0)


def test_an_empty_translation_takes_nothing_away():
    found = plan([entry("a", "Sí", "  ")], KNOWN, is_fit)

    assert (found.words, found.waiting) == ({}, 1)


def test_a_text_that_the_page_has_not_is_named():
    changed = entry("a", "Sí, claro", "Arí", line=12)

    found = plan([changed], KNOWN, is_fit)

    assert (found.words, found.unknown) == ({}, [changed])


def test_the_same_text_in_another_place_is_another_text():
    assert plan([entry("b", "Sí", "Arí")], KNOWN, is_fit).unknown == [entry("b", "Sí", "Arí")]


def test_broken_marks_and_unsure_words_are_left_out():
    broken = entry("title", "Casa", "<script>")
    unsure = entry("a", "Sí", "Icha", is_unsure=True)

    found = plan([broken, unsure], KNOWN, is_fit)

    assert (found.words, found.unfit, found.unsure) == ({}, [broken], [unsure])


@given(
    st.lists(
        st.builds(
            Entry,
            st.sampled_from(["title", "a", "b", "c"]),
            st.sampled_from(["Casa", "Sí", "No"]),
            st.sampled_from(["", "x", "<script>"]),
            st.just(1),
            st.booleans(),
        ),
        unique_by=lambda one: (one.path, one.text),
    )
)
def test_every_line_is_counted_once(entries):
    found = plan(entries, KNOWN, is_fit)

    assert len(found.words) + found.same + found.waiting + found.left_out == len(entries)
    assert set(found.words) <= set(KNOWN)
