"""People of the host's own tests."""

import pytest

from tests.builders import make_user


@pytest.fixture
def superuser_in_admin(client, db):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user
