"""Two facilities and people of each role, as the admin's doors see them."""

import pytest

from assessments.access import operations
from tests.builders import make_facility, make_posting, make_user


@pytest.fixture
def groups(db):
    """As ``manage.py setup`` leaves them."""
    operations.sync_role_groups()


@pytest.fixture
def facility(db):
    return make_facility(code="PROPIO", name="Centro Propio")


@pytest.fixture
def elsewhere(db):
    return make_facility(code="AJENO", name="Centro Ajeno")


@pytest.fixture
def enter(client):
    """Sign in somebody posted in a role at a facility."""

    def _enter(role, facility, **overrides):
        user = make_posting(role=role, facility=facility, **overrides).user
        client.force_login(user)
        return user

    return _enter


@pytest.fixture
def national(db):
    """Post somebody in the whole country."""

    def _national(role, user=None):
        terms = {"reach": "national", "reason": "Oficina central", "until_on": "2099-01-01"}
        return make_posting(role=role, user=user or make_user(), **terms).user

    return _national
