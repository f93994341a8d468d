"""Each certificate's snapshot and PDF under a key of its own, which lies sealed in the vault.

Rotation seals the keys anew and leaves what was given out as it is; erasing a key erases the certificate.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessments import vault

_NONCE = 12
_KEY_BITS = 256


def new_key() -> bytes:
    """A key for one certificate."""
    return AESGCM.generate_key(bit_length=_KEY_BITS)


def seal_key(key: bytes, certificate_id: UUID) -> tuple[str, bytes]:
    """Key id and sealed bytes, as ``CertificateKey`` keeps them."""
    return vault.seal(key, place=_place(certificate_id))


def open_key(sealed: bytes, *, key_id: str, certificate_id: UUID) -> bytes:
    """The certificate's key."""
    return vault.unseal(sealed, key_id=key_id, place=_place(certificate_id))


def lock(key: bytes, plain: bytes, *, what: str) -> bytes:
    """``plain`` sealed under a certificate's key; ``what`` (snapshot, pdf) is authenticated."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, what.encode())


def unlock(key: bytes, locked: bytes, *, what: str) -> bytes:
    """The plain bytes, or ``vault.VaultError``."""
    locked = bytes(locked)
    try:
        return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], what.encode())
    except InvalidTag as refusal:
        raise vault.VaultError("A certificate does not open with its key.") from refusal


def _place(certificate_id: UUID) -> str:
    return f"assessments_certificatekey|sealed|{certificate_id}"
