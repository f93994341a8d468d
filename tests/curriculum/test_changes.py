"""What differs between two outlines: examples as people would tell them, and properties."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.canonical import LessonOutline, ModuleOutline, ProgrammeOutline
from curriculum.changes import Change, lesson_changes, moved_keys

PROGRAMME = UUID(int=1)
CHANGED, ADDED, REMOVED, MOVED = Change.CHANGED, Change.ADDED, Change.REMOVED, Change.MOVED


def lesson(name, text="", number=0):
    return LessonOutline(UUID(int=100 + ord(name)), number, f"Tema {name}{text}", "es", 90, f"{name}{text}")


def programme(*modules):
    """Modules written as strings: "ab c*" is a module with a and b, and one with c in a new text."""
    numbers = iter(range(1, 1_000))
    return ProgrammeOutline(
        PROGRAMME,
        "Crianza",
        "es",
        tuple(
            ModuleOutline(UUID(int=number), number, f"Módulo {number}", _lessons(names, numbers))
            for number, names in enumerate(modules, 1)
        ),
    )


def _lessons(names, numbers):
    marked = zip(names, f"{names[1:]} ", strict=False)
    return tuple(
        lesson(name, "*" if after == "*" else "", next(numbers)) for name, after in marked if name != "*"
    )


def told(before, after):
    """Each change as letter and kinds."""
    return [(one.title[5], *one.kinds) for one in lesson_changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (["abc"], ["abc"], []),
        (["abc"], ["ab*c"], [("b", CHANGED)]),
        (["abc"], ["abxc"], [("x", ADDED)]),
        (["abc"], ["bc"], [("a", REMOVED)]),
        (["abcd"], ["acdb"], [("b", MOVED)]),
        (["abcd"], ["dabc"], [("d", MOVED)]),
        (["abcd"], ["d*abc"], [("d", CHANGED, MOVED)]),
        (["ab", "cd"], ["abc", "d"], [("c", MOVED)]),
        (
            ["ab", "cd"],
            ["x", "b*a"],
            [("x", ADDED), ("b", CHANGED, MOVED), ("a", MOVED), ("c", REMOVED), ("d", REMOVED)],
        ),
        ([], ["ab"], [("a", ADDED), ("b", ADDED)]),
        (["ab"], [], [("a", REMOVED), ("b", REMOVED)]),
    ],
)
def test_each_lesson_that_differs_is_told_once(before, after, changes):
    assert told(programme(*before), programme(*after)) == changes


def test_titles_of_modules_and_programme_change_no_lesson():
    before = programme("ab")
    after = replace(before, title="Otra", modules=(replace(before.modules[0], title="Otro"),))

    assert lesson_changes(before, after) == ()


def test_a_change_holds_the_lesson_as_it_was_and_as_it_is():
    before, after = programme("abc"), programme("ab*")

    changed, removed = lesson_changes(before, after)

    assert (changed.was, changed.now, changed.title) == (before.lessons[1], after.lessons[1], "Tema b*")
    assert (removed.was, removed.now, removed.title) == (before.lessons[2], None, "Tema c")


names = st.lists(st.sampled_from("abcdefgh"), unique=True)


@st.composite
def outlines(draw):
    letters = draw(names)
    marks = draw(st.lists(st.sampled_from(["", "*"]), min_size=len(letters), max_size=len(letters)))
    words = [letter + mark for letter, mark in zip(letters, marks, strict=True)]
    cut = draw(st.integers(0, len(words)))
    return programme("".join(words[:cut]), "".join(words[cut:]))


@given(outlines())
def test_nothing_differs_from_itself(one):
    assert lesson_changes(one, one) == ()


@given(outlines(), outlines())
def test_added_and_removed_are_each_others_mirror(one, other):
    there, back = lesson_changes(one, other), lesson_changes(other, one)

    for kind, mirror in ((ADDED, REMOVED), (REMOVED, ADDED), (CHANGED, CHANGED)):
        assert {c.key for c in there if kind in c.kinds} == {c.key for c in back if mirror in c.kinds}
    assert len(moved_keys(one, other)) == len(moved_keys(other, one))


@given(outlines(), outlines())
def test_a_lesson_is_told_once_and_what_is_not_told_is_the_same(one, other):
    changes = lesson_changes(one, other)

    told_of = [change.key for change in changes]
    assert len(told_of) == len(set(told_of))
    before, after = ({x.key: x.content_sha256 for x in side.lessons} for side in (one, other))
    assert {k: v for k, v in before.items() if k not in told_of} == {
        k: v for k, v in after.items() if k not in told_of
    }


@given(outlines(), outlines())
def test_lessons_that_did_not_move_stand_in_the_same_order(one, other):
    moved = moved_keys(one, other)
    both = {x.key for x in one.lessons} & {x.key for x in other.lessons}
    stayed = both - moved

    orders = [[x.key for x in side.lessons if x.key in stayed] for side in (one, other)]
    assert orders[0] == orders[1]


@given(names.filter(bool), st.data())
def test_taking_one_lesson_elsewhere_moves_one_lesson(letters, data):
    taken = data.draw(st.sampled_from(letters))
    rest = [letter for letter in letters if letter != taken]
    place = data.draw(st.integers(0, len(rest)))
    after = [*rest[:place], taken, *rest[place:]]

    moved = moved_keys(programme("".join(letters)), programme("".join(after)))

    assert len(moved) == (0 if after == letters else 1)


@given(outlines(), st.data())
def test_taking_lessons_out_moves_nothing(one, data):
    gone = data.draw(st.sets(st.sampled_from([x.key for x in one.lessons]))) if one.lessons else set()
    modules = tuple(
        replace(module, lessons=tuple(x for x in module.lessons if x.key not in gone))
        for module in one.modules
    )

    changes = lesson_changes(one, replace(one, modules=modules))

    assert {(change.key, change.kinds) for change in changes} == {(key, (REMOVED,)) for key in gone}
