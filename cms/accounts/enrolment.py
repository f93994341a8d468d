"""Setting up a phone or key proves it: the session that did so has passed its second factor."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

from assessments import scope
from assessments.journal import operations as journal


def count_as_passed(sender, request, user, authenticator, **kwargs):
    """Receiver of allauth's ``authenticator_added``; recovery codes are made, not proved."""
    kind = authenticator.type
    with scope.use(scope.system("sign-in")):
        journal.write(user=user, verb="account.second_factor_added", subject=user, detail={"type": kind})
    if kind in (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN):
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=kind)
