"""Who of a list is here already: by key, or perhaps by name, and what a person has to decide. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.people.importing.entries import Entry, Problem
from assessments.people.likeness import name_key

NEW, SAME = "new", "same"


@dataclass(frozen=True)
class Question:
    """A row whose name is here already: ``answer`` is empty, ``"new"`` or the code of the person meant."""

    row: int
    name: str
    candidates: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True)
class Notice:
    """Something to look at that stops nothing: a code, its row if it has one, and details."""

    code: str
    row: int | None = None
    details: Mapping[str, str | int] | None = None


@dataclass(frozen=True)
class Here:
    """Who is at the facility: ``by_key`` (source, value) -> code, ``by_name`` name key -> codes."""

    by_key: Mapping[tuple[str, str], str]
    by_name: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Match:
    """The list sorted out: rows to write, rows known already, rows of people who were here by name."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    linked: Mapping[int, str]
    questions: tuple[Question, ...]
    notices: tuple[Notice, ...]
    problems: tuple[Problem, ...]


def key_of(entry: Entry, id_source: str, file_source: str) -> tuple[str, str]:
    """The external id of a row: its own in the mapped column, or the file and the row."""
    return (id_source, entry.external_id) if entry.external_id else (file_source, str(entry.row))


def match(
    entries: Sequence[Entry],
    keys: Mapping[int, tuple[str, str]],
    here: Here,
    choices: Mapping[int, str],
    same_name: str = "",
) -> Match:
    """Sort out a list; ``choices`` answers single rows, ``same_name`` all others."""
    new: list[Entry] = []
    known: list[Entry] = []
    linked: dict[int, str] = {}
    questions: list[Question] = []
    notices: list[Notice] = []
    for entry in entries:
        candidates = here.by_name.get(name_key(entry.given_names, entry.surnames), ())
        code = here.by_key.get(keys[entry.row])
        if code is not None:
            known.append(entry)
            if code not in candidates:
                notices.append(Notice("known_by_another_name", entry.row, {"code": code}))
        elif candidates:
            answer = _answer(choices.get(entry.row, same_name), candidates)
            name = f"{entry.surnames}, {entry.given_names}"
            questions.append(Question(entry.row, name, candidates, answer))
            if answer in candidates:
                linked[entry.row] = answer
            elif answer == NEW:
                new.append(entry)
        else:
            new.append(entry)
    return Match(
        new=tuple(new),
        known=tuple(known),
        linked=linked,
        questions=tuple(questions),
        notices=(*notices, *_namesakes(new)),
        problems=_chosen_twice(linked),
    )


def _answer(choice: str, candidates: tuple[str, ...]) -> str:
    if choice == SAME:
        return candidates[0] if len(candidates) == 1 else ""
    return choice if choice in (NEW, *candidates) else ""


def _namesakes(new: Sequence[Entry]) -> list[Notice]:
    """People of one name inside the list: they become several people, and somebody should know."""
    rows: dict[str, list[int]] = defaultdict(list)
    for entry in new:
        rows[name_key(entry.given_names, entry.surnames)].append(entry.row)
    return [
        Notice("namesakes", group[0], {"rows": ", ".join(str(row) for row in group)})
        for group in rows.values()
        if len(group) > 1
    ]


def _chosen_twice(linked: Mapping[int, str]) -> tuple[Problem, ...]:
    first: dict[str, int] = {}
    return tuple(
        Problem(row, "", "person_chosen_twice", {"other": first[code], "code": code})
        for row, code in linked.items()
        if first.setdefault(code, row) != row
    )
