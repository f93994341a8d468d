"""The host's own models: the account and the plain pages (the public import path)."""

from cms.accounts.models import SignInCode, User
from cms.pages import HomePage, HomePageMixin, PlainPage, PlainPageMixin

__all__ = ["HomePage", "HomePageMixin", "PlainPage", "PlainPageMixin", "SignInCode", "User"]
