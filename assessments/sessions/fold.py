"""The state that a set of ops adds up to: a value per cell, or a conflict that keeps every head.

No clock decides anything here, neither does the order or the number of deliveries (OFFLINE.md).
Give it the ops of one session, or the answers of some enrolments: the session is not part of a cell.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from assessments.sessions import ops

CellKey = tuple[str, str]
FORM_PREFIX = "web:"

_RESENT = uuid.UUID("6f0a9d1e-3b52-4c55-9d0b-0e2f5f6b7a31")
_Graph = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """An op that no later one has seen: what it says, and about which target it was said."""

    id: str
    target: str
    value: ops.Value
    at: str

    @property
    def replica(self) -> str:
        """Whose it is: the user is a column of the replica."""
        return self.id.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One (target, field): all heads in stable order, and the value, provisional while in conflict."""

    heads: tuple[Head, ...]
    value: ops.Value
    conflict: bool
    chosen: str

    @property
    def base(self) -> tuple[str, ...]:
        """What the next op on this cell must name; naming all of it settles a conflict."""
        return tuple(sorted({head.id for head in self.heads}))


def same(target: str) -> str:
    """The resolver of a session in which nobody was merged or identified."""
    return target


def fold(
    history: Iterable[ops.ParsedOp],
    resolve: Callable[[str], str] = same,
    lead_replicas: Collection[str] = (),
) -> dict[CellKey, Cell]:
    """Fold ops into cells.

    `resolve` unites the targets of one person (a walk-in identified, two records merged);
    `lead_replicas` are the lead facilitator's: their head is the provisional value of a conflict.
    """
    cells: defaultdict[CellKey, dict[str, ops.ParsedOp]] = defaultdict(dict)
    for op in history:
        cells[resolve(op.target), op.field][_fingerprint(op)] = op
    lead = frozenset(lead_replicas)
    return {key: _cell([*found.values()], lead) for key, found in sorted(cells.items())}


def conflicts(cells: dict[CellKey, Cell]) -> tuple[CellKey, ...]:
    """The cells that wait for a person's click."""
    return tuple(key for key, cell in cells.items() if cell.conflict)


def retag(replica: str, seq: int, p: str) -> tuple[str, int]:
    """Where a form sent again with other content goes: a replica of its own, its only op number 1.

    The same text always gets the same identity, so a third sending is a duplicate; its base is what the
    form had seen, so it stands beside the first sending as an ordinary conflict.
    For forms alone: the same clash from a tablet is quarantined.
    """
    return f"{FORM_PREFIX}{uuid.uuid5(_RESENT, f'{replica}:{seq}:{ops.digest(p)}')}", 1


def _fingerprint(op: ops.ParsedOp) -> str:
    return ops.canonical([op.id, op.target, op.value, [*op.base], op.at])


def _rank(op_id: str) -> tuple[str, int]:
    return ops.split_op_id(op_id) or (op_id, 0)


def _cell(found: list[ops.ParsedOp], lead: frozenset[str]) -> Cell:
    gone = _superseded(found)
    left = sorted((op for op in found if op.id not in gone), key=lambda op: (_rank(op.id), _fingerprint(op)))
    heads = tuple(Head(op.id, op.target, op.value, op.at) for op in left)
    leading = [head for head in heads if head.replica in lead]
    chosen = (leading or heads)[-1]
    conflict = len({ops.canonical(head.value) for head in heads}) > 1
    return Cell(heads, chosen.value, conflict, chosen.id)


def _superseded(found: list[ops.ParsedOp]) -> set[str]:
    """The ids that another op of the cell has seen.

    Honest bases have no circle. In a forged one each op has "seen" the other, which would leave no head
    and lose them all: within a circle nothing supersedes anything.
    """
    known = {op.id for op in found}
    seen: _Graph = {identity: set() for identity in known}
    for op in found:
        seen[op.id] |= known.intersection(op.base) - {op.id}
    circle = _circles(seen)
    return {base for identity, bases in seen.items() for base in bases if circle[base] != circle[identity]}


def _circles(seen: _Graph) -> dict[str, str]:
    """For each id a name shared by exactly the ids that reach each other (Kosaraju, without recursion)."""
    seen_by: _Graph = {identity: set() for identity in seen}
    for identity, bases in seen.items():
        for base in bases:
            seen_by[base].add(identity)
    finished: list[str] = []
    visited: set[str] = set()
    for identity in seen:
        finished.extend(_walk(identity, seen, visited))
    circle: dict[str, str] = {}
    visited = set()
    for identity in reversed(finished):
        circle.update(dict.fromkeys(_walk(identity, seen_by, visited), identity))
    return circle


def _walk(start: str, graph: _Graph, visited: set[str]) -> Iterator[str]:
    """Everything reachable and not yet visited, each after all that it leads to."""
    if start in visited:
        return
    visited.add(start)
    stack = [(start, iter(graph[start]))]
    while stack:
        here, onward = stack[-1]
        step = next((there for there in onward if there not in visited), None)
        if step is None:
            stack.pop()
            yield here
        else:
            visited.add(step)
            stack.append((step, iter(graph[step])))
