"""People's tests seal names: the key file is there before the first of them."""

import pytest

from assessments import vault


@pytest.fixture(scope="session", autouse=True)
def key_file():
    vault.ensure_key_file()
