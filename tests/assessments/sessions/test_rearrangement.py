"""Which planned session delivers which lesson after a move: examples and properties."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sessions.rearrangement import Effect, Hold, Slot, effect_of, hold_of, rearrange

TODAY = date(2026, 3, 10)
HOLDS = {"h": Hold.DELIVERED, "c": Hold.CALLED_OFF, "m": Hold.MARKED, "d": Hold.DAY_HAS_COME}


def key(letter):
    return UUID(int=ord(letter))


def keys(letters):
    return [key(letter) for letter in letters]


def slots(words):
    """Sessions in the order of their days: "ha" was held with a, "b" will deliver b, "-" nothing."""
    return [
        Slot(UUID(int=n), None if word[-1] == "-" else key(word[-1]), HOLDS.get(word[:-1]))
        for n, word in enumerate(words.split(), 1)
    ]


def shown(words, lessons, added="", moved=""):
    """What each session delivers afterwards, and what no session delivers."""
    before = slots(words)
    found = rearrange(before, keys(lessons), added=keys(added), moved=keys(moved))
    after = [found.lessons.get(slot.id, slot.lesson) for slot in before]
    letters = "".join("-" if one is None else chr(one.int) for one in after)
    return letters, "".join(chr(one.int) for one in found.unplanned)


@pytest.mark.parametrize(
    ("words", "lessons", "added", "moved", "expected"),
    [
        ("ha b c d", "abcd", "", "", ("abcd", "")),
        ("ha b c d", "acdb", "", "b", ("acdb", "")),
        ("ha b c -", "abxc", "x", "", ("abxc", "")),
        ("ha b c", "abxc", "x", "", ("abx", "c")),
        ("ha b c", "xabc", "x", "", ("axb", "c")),
        ("ha b c d", "abd", "", "", ("abd-", "")),
        ("ha b c d", "axd", "x", "", ("axd-", "")),
        ("ha cb c d", "abcd", "", "", ("abcd", "b")),
        ("ha cb c -", "abxc", "x", "", ("abxc", "b")),
        ("ha mb dc d", "acdb", "", "b", ("abcd", "")),
        ("ha hb c d", "cdab", "", "ab", ("abcd", "")),
        ("ha - b c", "abc", "", "", ("a-bc", "")),
        ("ha d c b", "abcd", "", "", ("adcb", "")),
        ("ha b b c", "abc", "", "", ("abbc", "")),
        ("ha hx b", "abx", "x", "", ("axb", "")),
        ("ha b c", "", "", "", ("a--", "")),
        ("", "ab", "ab", "", ("", "ab")),
    ],
)
def test_lessons_to_come_are_laid_over_open_sessions(words, lessons, added, moved, expected):
    assert shown(words, lessons, added, moved) == expected


@pytest.mark.parametrize(
    ("status", "on", "is_marked", "hold"),
    [
        ("held", date(2026, 3, 1), True, Hold.DELIVERED),
        ("shortened", date(2026, 3, 1), True, Hold.DELIVERED),
        ("cancelled", date(2026, 4, 1), True, Hold.CALLED_OFF),
        ("postponed", date(2026, 4, 1), False, Hold.CALLED_OFF),
        ("planned", date(2026, 4, 1), True, Hold.MARKED),
        ("planned", date(2026, 3, 9), False, Hold.DAY_HAS_COME),
        ("planned", TODAY, False, Hold.DAY_HAS_COME),
        ("planned", date(2026, 3, 11), False, None),
    ],
)
def test_a_session_is_open_until_its_day_comes(status, on, is_marked, hold):
    assert hold_of(status, on, TODAY, is_marked) is hold


@pytest.mark.parametrize(
    ("hold", "was", "becomes", "effect"),
    [
        (Hold.DELIVERED, "a1", "b1", Effect.KEPT),
        (None, "a1", "a1", Effect.SAME),
        (None, "a1", "a2", Effect.NEW_TEXT),
        (None, "a1", "b1", Effect.OTHER_LESSON),
        (None, "a1", "", Effect.NO_LESSON),
        (None, "", "", Effect.SAME),
        (None, "", "b1", Effect.OTHER_LESSON),
    ],
)
def test_what_happens_to_a_session_has_one_name(hold, was, becomes, effect):
    before, after = ((key(one[0]), one[1]) if one else (None, "") for one in (was, becomes))

    assert effect_of(hold, before, after) is effect


letters = st.lists(st.sampled_from("abcdefgh"), unique=True)


@st.composite
def courses(draw):
    """Sessions in the programme's order, the first ones not open any more, and a newer programme."""
    old = draw(letters)
    done = draw(st.integers(0, len(old)))
    holds = [draw(st.sampled_from("hcmd")) for _ in range(done)]
    empty = draw(st.integers(0, 3))
    words = [hold + one for hold, one in zip(holds, old, strict=False)] + old[done:] + ["-"] * empty
    new = draw(letters)
    stayed = [one for one in new if one in old]
    in_order = [one for one in old if one in stayed]
    moved = set() if stayed == in_order else set(stayed)
    return words, new, [one for one in new if one not in old], moved


@given(courses())
def test_sessions_that_are_not_open_are_never_named(course):
    words, new, added, moved = course
    before = slots(" ".join(words))

    found = rearrange(before, keys(new), added=keys(added), moved=keys(moved))

    assert set(found.lessons) == {slot.id for slot in before if slot.hold is None}


@given(courses())
def test_lessons_come_once_and_in_the_order_of_the_programme(course):
    words, new, added, moved = course
    before = slots(" ".join(words))

    found = rearrange(before, keys(new), added=keys(added), moved=keys(moved))

    given_out = [one for slot in before if (one := found.lessons.get(slot.id)) is not None]
    assert given_out == sorted(given_out, key=keys(new).index)
    assert len(given_out) == len(set(given_out))


@given(courses())
def test_every_lesson_of_the_programme_is_planned_or_said_to_be_missing(course):
    words, new, added, moved = course
    before = slots(" ".join(words))

    found = rearrange(before, keys(new), added=keys(added), moved=keys(moved))

    kept = {slot.lesson for slot in before if slot.hold not in (None, Hold.CALLED_OFF)}
    planned = {one for one in found.lessons.values() if one is not None}
    assert set(found.unplanned) == set(keys(new)) - kept - planned
    to_come = {slot.lesson for slot in before if slot.hold is None} | set(keys(added))
    room = len(found.lessons) - len(planned)
    assert not room or not (to_come & set(keys(new))) - planned - kept


@given(courses())
def test_a_second_move_to_the_same_programme_changes_nothing(course):
    words, new, added, moved = course
    before = slots(" ".join(words))
    once = rearrange(before, keys(new), added=keys(added), moved=keys(moved))
    after = [Slot(slot.id, once.lessons.get(slot.id, slot.lesson), slot.hold) for slot in before]

    again = rearrange(after, keys(new), added=(), moved=())

    assert dict(again.lessons) == dict(once.lessons)
