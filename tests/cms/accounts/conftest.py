"""People of staff as the doors see them."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache

from assessments import scope
from tests.builders import make_facility, make_posting, make_user

PASSWORD = "clave-de-prueba-1"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    """The throttle counts across tests otherwise."""
    cache.clear()


@pytest.fixture
def unscoped():
    """For calling operations directly, as a command would."""
    with scope.use(scope.system("shell")):
        yield


@pytest.fixture
def second_factor_required(settings):
    settings.PUENTE_SECOND_FACTOR = True


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def facilitator(facility):
    return make_posting(role="facilitator", facility=facility).user


@pytest.fixture
def coordinator(facility):
    return make_posting(role="coordinator", facility=facility).user


@pytest.fixture
def administrator(facility):
    return make_posting(role="administrator", facility=facility).user


@pytest.fixture
def superuser(db):
    return make_user(is_superuser=True)


@pytest.fixture
def phone(facilitator):
    """The facilitator's phone: its secret, known to the test as to the phone."""
    secret = generate_totp_secret()
    TOTP.activate(facilitator, secret)
    RecoveryCodes.activate(facilitator)
    return secret
