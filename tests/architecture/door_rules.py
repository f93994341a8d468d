"""The table of doors: who may use each address of ours, on which row, by which methods, and what it shows.

Read by people, walked by ``test_doors.py``. The rules stand in one module for each floor: add yours to
``door_rules_workspace`` (``assessments:…``), ``door_rules_admin`` (screens of Wagtail's admin) or
``door_rules_host`` (``accounts:…``, ``translation:…``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tests.architecture.door_world import NATIONAL, ROLES

WORKSPACE, ADMIN, ACCOUNTS, OPEN = "workspace", "admin", "accounts", "open"
FIELD = ("facilitator", "psychologist", "coordinator")
DESK = ("psychologist", "coordinator")
PLACES = ("coordinator", "administrator")
HOW_TO_ADD = (
    "No rule for {names}. Add Rule(name, who, args, ...) to tests/architecture/door_rules_*.py: who may use"
    " it, which row of a Place its address names, what a POST sends, and whether its page shows a row."
)


@dataclass(frozen=True)
class Rule:
    """One address. ``args`` and ``post`` hold ``@row.attribute`` of a place, or plain text.

    ``post`` is laid over the form as it is rendered (``None``: nothing is posted here). ``shows`` is the
    reason why a successful page shows no word of its own place; empty means that it must show one.
    """

    name: str
    who: tuple[str, ...]
    args: Mapping[str, str] = field(default_factory=dict)
    floor: str = WORKSPACE
    post: Mapping[str, str] | None = None
    get: bool = True
    #: Who may post, if fewer than may look.
    posts: tuple[str, ...] = ()
    #: The status of a POST that did its work.
    done: int = 302
    silent: str = ""
    #: Roles that see this row wherever it is, and the names of staff with it.
    everywhere: tuple[str, ...] = ()
    #: Roles that choose among the staff of the whole site here.
    knows_staff: tuple[str, ...] = ()
    #: The row is its owner's alone, so that for colleagues it is not there.
    owned: bool = False
    query: str = ""
    #: Looking writes everything and takes it back, to see whether it could be written.
    rehearses: bool = False

    @property
    def has_row(self) -> bool:
        """Whether the address names a row of one place."""
        return any(value.startswith("@") for value in self.args.values())

    def may(self, actor: str, method: str) -> bool:
        """Whether this actor succeeds here, at the actor's own place."""
        if method == "POST":
            return self.post is not None and actor in (self.posts or self.who)
        return self.get and actor in self.who

    @property
    def methods(self) -> tuple[str, ...]:
        return (*(("GET",) if self.get else ()), *(("POST",) if self.post is not None else ()))


def table(*groups: Iterable[Rule]) -> Mapping[str, Rule]:
    """The rules by name; a name stands once."""
    found: dict[str, Rule] = {}
    for rule in (rule for group in groups for rule in group):
        if rule.name in found:
            raise ValueError(f"Two rules for {rule.name}.")
        found[rule.name] = rule
    return MappingProxyType(found)


__all__ = [
    "ACCOUNTS",
    "ADMIN",
    "DESK",
    "FIELD",
    "NATIONAL",
    "OPEN",
    "PLACES",
    "ROLES",
    "WORKSPACE",
    "Rule",
    "table",
]
