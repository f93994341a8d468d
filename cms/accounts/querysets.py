"""Questions about accounts and their printed codes; and no way to delete an account."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import UserManager
from django.db import models
from django.db.models import Q
from django.db.models.deletion import ProtectedError


def refuse_deletion(accounts: Any) -> None:
    """Every way to delete an account ends here."""
    raise ProtectedError("Accounts are kept for the journal: end the account instead.", set(accounts))


class AccountQuerySet(models.QuerySet):
    def matching(self, words: str):
        """Accounts whose user name or names hold every word."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
            )
        return found

    def delete(self):
        if self.exists():
            refuse_deletion(self)
        return 0, {}


class AccountManager(UserManager.from_queryset(AccountQuerySet)):
    """Django's manager of users, whose querysets refuse to delete."""


class SignInCodeQuerySet(models.QuerySet):
    def usable(self, now: datetime):
        """Codes not yet used, withdrawn or out of date."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)

    def for_purpose(self, account, purpose: str):
        return self.filter(account=account, purpose=purpose)
