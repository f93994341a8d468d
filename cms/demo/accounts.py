"""The demo's people of staff, one for each role, and what the sign-in page says about them."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import operations as access
from assessments.access.roles import Role
from assessments.facilities.models import Facility
from cms.accounts import operations as accounts
from cms.accounts.models import User

PASSWORD = "puente-de-prueba"
DONOR_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Account:
    """Who signs in, as what, where (codes of facilities; none is the whole country), and to see what."""

    username: str
    role: Role
    given_names: str
    surnames: str
    at: tuple[str, ...]
    sees: str
    password: str = PASSWORD


FIRST, SECOND = "QANTUPATA", "MAYUPAMPA"
ADMINISTRATOR = Account(
    "administradora",
    Role.ADMINISTRATOR,
    "Elvira",
    "Solano",
    (),
    _("accounts and postings, no names of participants"),
)
STAFF = (
    Account(
        "coordinadora", Role.COORDINATOR, "Marta", "Rivas", (FIRST, SECOND), _("people, groups, certificates")
    ),
    Account(
        "psicologa",
        Role.PSYCHOLOGIST,
        "Inés",
        "Paredes",
        (FIRST, SECOND),
        _("lessons, and what changed in the parents"),
    ),
    Account(
        "facilitador", Role.FACILITATOR, "Tomás", "Aliaga", (FIRST,), _("today's session and its register")
    ),
    Account(
        "facilitadora",
        Role.FACILITATOR,
        "Nora",
        "Béjar",
        (SECOND,),
        _("another facility, so none of the first's people"),
    ),
    Account(
        "director", Role.DIRECTOR, "Raúl", "Ochoa", (FIRST,), _("numbers of groups of ten or more, no names")
    ),
    Account("donante", Role.DONOR, "Clara", "Weber", (), _("numbers of the whole country, no names")),
)
EVERYBODY = (ADMINISTRATOR, *STAFF)


def shown() -> list[Account]:
    """The accounts to explain on the sign-in page: those of the demo that are here."""
    here = set(
        User.objects.filter(username__in=[one.username for one in EVERYBODY]).values_list(
            "username", flat=True
        )
    )
    return [one for one in EVERYBODY if one.username in here]


def open_administrator() -> User:
    """The first account of a site, with a password instead of a printed code."""
    account, _code = accounts.open_first_account(username=ADMINISTRATOR.username)
    today = timezone.localdate()
    term = access.Term(
        from_on=today, until_on=today + 3 * DONOR_LASTS, reason="Primera administradora (demo)"
    )
    access.post(user=None, person=account, role=Role.ADMINISTRATOR, term=term)
    return _with_password(account)


def open_staff(administrator: User, places: dict[str, Facility]) -> dict[str, User]:
    """Everybody else, by user name, posted from today on."""
    opened = {}
    for one in STAFF:
        account = accounts.open_account(
            user=administrator, username=one.username, first_name=one.given_names, last_name=one.surnames
        )
        for term in _terms(one, places):
            access.post(user=administrator, person=account, role=one.role, term=term)
        opened[one.username] = _with_password(account)
    return opened


def _terms(one: Account, places: dict[str, Facility]) -> list[access.Term]:
    today = timezone.localdate()
    if one.at:
        return [access.Term(from_on=today, facility=places[code]) for code in one.at]
    return [access.Term(from_on=today, until_on=today + 3 * DONOR_LASTS, reason="Informe anual (demo)")]


def _with_password(account: User) -> User:
    """What the page after a printed code does with the password a person chooses."""
    get_adapter().set_password(account, PASSWORD)
    return account
