"""Sealing of personal values: AES-256-GCM under keys that live outside the database and its backups.

The key file is JSON, ``{"active": "k1", "keys": {"k1": "<32 bytes, base64>"}}``, readable by its owner only.
A sealed value is ``nonce || ciphertext``; its key id stands beside it, its place (``table|column|pk``) is
authenticated, so that a value copied to another row does not open.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured

from assessments.conf import conf

_NONCE = 12


class VaultError(RuntimeError):
    """A sealed value does not open: another key, another place, or it was changed."""


class KeysDiffer(VaultError):
    """A key file that holds other keys was about to be overwritten."""


def seal(plain: bytes, *, place: str) -> tuple[str, bytes]:
    """The id of the active key and the sealed bytes."""
    key_id, keys = _keys()
    nonce = os.urandom(_NONCE)
    return key_id, nonce + AESGCM(keys[key_id]).encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes, *, key_id: str, place: str) -> bytes:
    """The plain bytes, or ``VaultError``."""
    return opener()(sealed, key_id=key_id, place=place)


def opener() -> Callable[..., bytes]:
    """``unseal`` for many values at once: it has looked at the key file already."""
    _, keys = _keys()

    def opened(sealed: bytes, *, key_id: str, place: str) -> bytes:
        if key_id not in keys:
            raise VaultError(f"Key {key_id} is not in the key file.")
        sealed = bytes(sealed)
        try:
            return AESGCM(keys[key_id]).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
        except InvalidTag as refusal:
            raise VaultError("A sealed value does not open in this place.") from refusal

    return opened


def active_key_id() -> str:
    """The key that new values are sealed with."""
    return _keys()[0]


def ensure_key_file() -> bool:
    """Make the key file with a first key unless it is there; says whether it was made."""
    path = _path()
    if path.exists():
        return False
    _write(path, "k1", {"k1": secrets.token_bytes(32)})
    return True


def add_key() -> str:
    """Add a key, make it the active one and return its id; older keys still open older values."""
    _, keys = _keys()
    key_id = f"k{len(keys) + 1}"
    _write(_path(), key_id, {**keys, key_id: secrets.token_bytes(32)})
    return key_id


def escrow_lines() -> list[str]:
    """The keys as lines for the paper sheet: id and base 32 in groups that a person can type."""
    _, keys = _keys()
    lines = []
    for key_id, key in keys.items():
        text = base64.b32encode(key).decode().rstrip("=")
        lines.append(f"{key_id}: " + " ".join(text[i : i + 4] for i in range(0, len(text), 4)))
    return lines


def held_keys() -> tuple[str, dict[str, bytes]]:
    """The active key's id and every key: for the paper sheet alone."""
    active, keys = _keys()
    return active, dict(keys)


def restore_keys(*, active: str, keys: Mapping[str, bytes]) -> bool:
    """Write the key file again from the paper sheet; says whether it was written.

    A file that holds these keys stays as it is; one that holds another key is never overwritten.
    """
    path = _path()
    if path.exists():
        _, here = _keys()
        if dict(keys) != here:
            raise KeysDiffer("There is a key file with other keys: move it away first.")
        return False
    _write(path, active, dict(keys))
    return True


def _path() -> Path:
    if conf.KEY_FILE is None:
        raise ImproperlyConfigured("Set ASSESSMENTS['KEY_FILE'] to a file outside the database.")
    return Path(conf.KEY_FILE)


def _write(path: Path, active: str, keys: dict[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps(
        {"active": active, "keys": {name: base64.b64encode(key).decode() for name, key in keys.items()}}
    )
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _keys() -> tuple[str, dict[str, bytes]]:
    path = _path()
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError as missing:
        raise ImproperlyConfigured("There is no key file yet: run manage.py setup.") from missing
    return _read(path, stamp)


@lru_cache(maxsize=4)
def _read(path: Path, stamp: int) -> tuple[str, dict[str, bytes]]:
    found = json.loads(path.read_text())
    return found["active"], {name: base64.b64decode(key) for name, key in found["keys"].items()}
