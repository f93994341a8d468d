"""The vault: what is sealed opens in its own place under its own key, and nowhere else."""

import stat

import pytest

from assessments import vault
from assessments.conf import conf


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.ASSESSMENTS = {**settings.ASSESSMENTS, "KEY_FILE": tmp_path / "keys" / "identity.json"}
    vault.ensure_key_file()
    return conf.KEY_FILE


def test_seal_round_trips_without_showing_the_text():
    key_id, sealed = vault.seal("Huamán".encode(), place="a|b|1")

    assert vault.unseal(sealed, key_id=key_id, place="a|b|1").decode() == "Huamán"
    assert "Huamán".encode() not in sealed


def test_a_value_copied_to_another_row_does_not_open():
    key_id, sealed = vault.seal(b"x", place="a|b|1")

    with pytest.raises(vault.VaultError):
        vault.unseal(sealed, key_id=key_id, place="a|b|2")


def test_one_changed_bit_is_noticed():
    key_id, sealed = vault.seal(b"x", place="a|b|1")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    with pytest.raises(vault.VaultError):
        vault.unseal(changed, key_id=key_id, place="a|b|1")


def test_a_new_key_is_active_and_the_old_one_still_opens():
    old_id, sealed = vault.seal(b"x", place="p")

    new_id = vault.add_key()

    assert vault.active_key_id() == new_id != old_id
    assert vault.unseal(sealed, key_id=old_id, place="p") == b"x"
    assert vault.seal(b"x", place="p")[0] == new_id


def test_key_file_is_for_its_owner_alone_and_made_once(key_file):
    before = key_file.read_bytes()

    assert vault.ensure_key_file() is False
    assert key_file.read_bytes() == before
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_escrow_lines_hold_every_key():
    vault.add_key()

    assert [line.split(":")[0] for line in vault.escrow_lines()] == ["k1", "k2"]
