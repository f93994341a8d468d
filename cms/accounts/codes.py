"""How a printed one-time code is drawn, written, read back and hashed. Pure but for the key it is given."""

import hashlib
import hmac
import secrets

#: No 0/O, 1/I/L: codes are typed from paper, often in poor light.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4


def draw() -> str:
    """A new code of 59 random bits, as typed: letters without dashes."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def printed(code: str) -> str:
    """The code in groups, as it stands on the sheet."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def typed(text: str) -> str:
    """What a person typed, without dashes and blanks and in capitals; not yet known to be a code."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)


def hashed(*, key: str, account_pk: int, purpose: str, code: str) -> str:
    """The keyed hash under which the code is kept; it fits one account and one purpose."""
    message = f"{purpose}:{account_pk}:{code}".encode()
    return hmac.new(f"cms.accounts.codes:{key}".encode(), message, hashlib.sha256).hexdigest()
