"""The account of a person of staff and the one-time codes printed for it."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.accounts.querysets import AccountManager, SignInCodeQuerySet, refuse_deletion


class User(AbstractUser):
    """A person of staff who signs in by user name; e-mail is optional. Participants are never users."""

    made_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("opened by"),
    )
    # Part of the session's hash: raising it signs the person out everywhere.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects = AccountManager()

    class Meta(AbstractUser.Meta):
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_is_unique_whatever_the_case",
                violation_error_message=_("There is already an account with this user name."),
            )
        ]

    def has_perm(self, perm, obj=None):
        """Nobody may delete accounts, not even a superuser: they are ended."""
        return perm != "cms.delete_user" and super().has_perm(perm, obj)

    def delete(self, using=None, keep_parents=False):
        refuse_deletion([self])

    def _get_session_auth_hash(self, secret=None):
        return salted_hmac(
            "cms.accounts.session", f"{self.session_epoch}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()


class SignInCode(models.Model):
    """One printed code, kept as a keyed hash; it works once."""

    wagtail_reference_index_ignore = True

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", _("sign in and choose a password")
        SECOND_FACTOR = "second_factor", _("second step where phones are forbidden")

    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_in_codes")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="sign_in_code_expires_after_it_was_made",
                condition=models.Q(expires_at__gt=models.F("created_at")),
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.account_id}"
