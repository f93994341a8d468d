"""Rules of the host's account pages, and of translation in Wagtail's admin."""

from tests.architecture.door_rules import ACCOUNTS, ADMIN, OPEN, PLACES, Rule
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


PAGES = "Pages belong to no facility."
WRITERS = ("psychologist", "author")
#: Whoever edits pages sees how far they are; only psychologists take in what a translator sent.
TRANSLATION = (
    Rule("translation:report", WRITERS, floor=ADMIN, silent=PAGES),
    Rule("translation:take_in", ("psychologist",), floor=ADMIN, post={}, done=200, silent=PAGES),
    Rule(
        "translation:programme_files",
        WRITERS,
        {"page_id": "!programme.pk", "language": "quy"},
        ADMIN,
        silent=PAGES,
    ),
    Rule("translation_of_page:file", WRITERS, {"translation_id": "!translation.pk"}, ADMIN, silent=PAGES),
    Rule(
        "translation_of_page:take_in",
        WRITERS,
        {"translation_id": "!translation.pk"},
        ADMIN,
        post={},
        get=False,
        silent=PAGES,
    ),
)

RULES = (
    *TRANSLATION,
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
