"""How allauth behaves here: no sign-up, throttling by place and name together, secrets encrypted."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.shortcuts import resolve_url

from assessments.access import policies
from assessments.access.roles import Role

#: Who starts in the workspace; a psychologist or administrator without these starts in the admin.
FIELD_ROLES = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.DIRECTOR, Role.DONOR})


def signed_in_recently(request) -> bool:
    """Whether any proof (password, code, second factor) was given in the last minutes."""
    records = get_authentication_records(request, request.user)
    newest = max((record.get("at", 0) for record in records), default=0)
    return time.time() - newest < app_settings.REAUTHENTICATION_TIMEOUT


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by administrators and coordinators, never by visitors."""

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        # By user name alone an outsider could lock a colleague out for ever, by one wrong try a minute.
        name = credentials.get("username", "").lower()
        return f"{self.get_client_ip(request)}|{name}"

    def is_reauthentication_required(self, *, app, **kwargs):
        return not signed_in_recently(context.request)

    def get_login_redirect_url(self, request):
        roles = policies.roles_of(request.user)
        if not roles & FIELD_ROLES and request.user.has_perm("wagtailadmin.access_admin"):
            return resolve_url("wagtailadmin_home")
        return resolve_url(settings.LOGIN_REDIRECT_URL)


class SecondFactorAdapter(DefaultMFAAdapter):
    """A copy of the database alone does not give away the phones' secrets."""

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"cms.accounts.second_factor:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
