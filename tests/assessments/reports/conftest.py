"""What tests of reports share: the builders' scope outside requests, people with a posting."""

import pytest

from assessments import scope
from tests.builders import make_facility, make_posting


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture
def whole_scope():
    with scope.use(scope.system("builders")):
        yield


@pytest.fixture
def facilitator(facility):
    return make_posting("facilitator", facility).user


@pytest.fixture
def psychologist(facility):
    return make_posting("psychologist", facility).user


@pytest.fixture
def donor(facility):
    return make_posting("donor", facility).user
