"""Words are paired by place and order; what does not fit is named."""

from hypothesis import given
from hypothesis import strategies as st

from cms.translation.matching import Difference, Mismatch, Passage, Text, match

LINK = (("a1", "there"),)


def passage(*words, shape=""):
    return Passage([Text(word) for word in words], shape)


def found(source, target):
    result = match({"body.x": source}, {"body.x": target})
    return result.words, [(one.difference, one.source, one.target) for one in result.mismatches]


def test_texts_of_a_place_are_paired_by_their_order():
    words, mismatches = found(passage("uno", "dos"), passage("one", "two"))

    assert words == {("body.x", "uno"): "one", ("body.x", "dos"): "two"}
    assert mismatches == []


def test_another_number_of_texts_pairs_nothing():
    assert found(passage("uno", "dos"), passage("one")) == ({}, [(Difference.COUNT, 2, 1)])


def test_a_place_that_only_one_page_has_is_told():
    result = match({"a": passage("uno")}, {"b": passage("two")})

    assert result.words == {}
    assert result.mismatches == [
        Mismatch("a", Difference.COUNT, 1, 0),
        Mismatch("b", Difference.COUNT, 0, 1),
    ]


def test_another_form_is_paired_and_told():
    words, mismatches = found(passage("uno", shape="<p>"), passage("one", shape="<li>"))

    assert words == {("body.x", "uno"): "one"}
    assert mismatches == [(Difference.SHAPE, 1, 1)]


def test_one_text_translated_in_two_ways_keeps_the_first():
    words, mismatches = found(passage("sí", "sí"), passage("yes", "indeed"))

    assert words == {("body.x", "sí"): "yes"}
    assert mismatches == [(Difference.TWICE, 2, 2)]


def test_a_link_that_leads_elsewhere_is_paired_and_told():
    words, mismatches = found(Passage([Text("uno", LINK)]), Passage([Text("one", (("a1", "elsewhere"),))]))

    assert words == {("body.x", "uno"): "one"}
    assert mismatches == [(Difference.LINKS, 1, 1)]


def test_words_with_a_link_that_the_source_lacks_are_left_out():
    words, mismatches = found(passage("uno"), Passage([Text("one", LINK)]))

    assert words == {}
    assert mismatches == [(Difference.LINKS, 1, 1)]


pages = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.text(max_size=3), max_size=4).map(lambda words: passage(*words))
)


@given(pages, pages)
def test_no_word_is_invented_and_no_difference_of_number_is_hidden(source, target):
    result = match(source, target)

    for (path, text), words in result.words.items():
        assert text in {one.words for one in source[path].texts}
        assert words in {one.words for one in target[path].texts}
    told = {one.path for one in result.mismatches if one.difference is Difference.COUNT}
    empty = Passage()
    assert told == {
        path
        for path in {*source, *target}
        if len(source.get(path, empty).texts) != len(target.get(path, empty).texts)
    }


@given(pages)
def test_a_page_matches_itself(page):
    result = match(page, page)

    assert result.mismatches == []
    assert all(text == words for (_path, text), words in result.words.items())
