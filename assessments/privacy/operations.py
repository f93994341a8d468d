"""Keys are rotated: every sealed value is opened with its old key and sealed with the new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from assessments import vault
from assessments.journal import operations as journal
from assessments.privacy import inventory
from assessments.privacy.inventory import Sealed

BATCH = 200


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: its key, whether it made one, rows sealed anew, rows that did not open."""

    key_id: str
    is_new: bool
    sealed: int
    failed: tuple[str, ...]


def rotate_keys(*, user: Any, batch: int = BATCH, tell: Callable[[int], None] | None = None) -> Rotation:
    """Make a new key and seal everything with it, batch by batch, each batch in its own transaction.

    An interrupted rotation is finished by calling again: no second key is made while rows are still under
    an old one. A value that does not open is left as it is, and named.
    """
    is_new = not any(_waiting(column).exists() for column in inventory.SEALED)
    key_id = vault.add_key() if is_new else vault.active_key_id()
    sealed, failed = 0, []
    for column in inventory.SEALED:
        while rows := list(_waiting(column).exclude(pk__in=[pk for _, pk in failed]).order_by("pk")[:batch]):
            with transaction.atomic():
                done = [row.pk for row in rows if _seal_anew(column, row)]
                journal.write(
                    user=user,
                    verb="privacy.keys_rotated",
                    fields=[column.column],
                    detail={"kind": column.model.lower(), "rows": len(done), "key": key_id},
                )
            failed.extend((column.model, row.pk) for row in rows if row.pk not in done)
            sealed += len(done)
            if tell is not None:
                tell(sealed)
    return Rotation(key_id, is_new, sealed, tuple(f"{model} {pk}" for model, pk in failed))


def _waiting(column: Sealed) -> models.QuerySet:
    """Rows under another key than the active one."""
    rows = inventory.model_of(column)._default_manager.all()
    return rows.exclude(**{column.key_column: vault.active_key_id()})


def _seal_anew(column: Sealed, row: models.Model) -> bool:
    place = f"{row._meta.db_table}|{column.column}|{row.pk}"
    old_key = getattr(row, column.key_column)
    try:
        plain = vault.unseal(getattr(row, column.column), key_id=old_key, place=place)
    except vault.VaultError:
        return False
    key_id, value = vault.seal(plain, place=place)
    # Only what still lies under the old key: a name corrected meanwhile is newer than what was read.
    same = type(row)._default_manager.filter(pk=row.pk, **{column.key_column: old_key})
    same.update(**{column.column: value, column.key_column: key_id})
    return True
