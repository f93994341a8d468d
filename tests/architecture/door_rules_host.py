"""Rules of the host's account pages."""

from tests.architecture.door_rules import ACCOUNTS, OPEN, PLACES, Rule
from tests.architecture.door_world import ACTORS

OWN = "A page about the visitor's own account."
ACCOUNT = {"pk": "@colleague.pk"}
_ADMINISTRATOR = ("administrator",)
CODES = "A sheet of codes with the user name alone."


def _act(name: str, done: int = 302) -> Rule:
    """A button on the page of one account."""
    return Rule(
        f"accounts:{name}",
        PLACES,
        ACCOUNT,
        ACCOUNTS,
        post={},
        get=False,
        done=done,
        everywhere=_ADMINISTRATOR,
    )


RULES = (
    *(
        Rule(f"accounts:{name}", ACTORS, floor=OPEN, silent=OWN)
        for name in ("code", "second_code", "forgotten", "signed_in", "token", "again")
    ),
    Rule("accounts:staff", PLACES, floor=ACCOUNTS, everywhere=_ADMINISTRATOR),
    Rule(
        "accounts:staff_add",
        PLACES,
        floor=ACCOUNTS,
        post={"username": "nueva.persona", "first_name": "Nueva"},
        silent="An empty form.",
    ),
    Rule(
        "accounts:staff_account",
        PLACES,
        ACCOUNT,
        ACCOUNTS,
        post={"first_name": "Otra"},
        everywhere=_ADMINISTRATOR,
    ),
    _act("staff_code", 200),
    _act("staff_second_codes", 200),
    _act("staff_reset"),
    _act("staff_end"),
    _act("staff_reopen"),
)
