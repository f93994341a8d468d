"""What every test has: the write gate, the system's browser, and how many examples a property gets."""

import os

import pytest
from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.signals import connection_created
from hypothesis import HealthCheck, settings

from assessments.journal import triggers
from curriculum import triggers as curriculum_triggers
from tests.architecture import write_gate

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: The database of whoever runs the tests, before it gives way to one of the tests' own.
OWN_DATABASE = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
EXAMPLES = {"quick": 20, "suite": 200, "many": 1_000, "thorough": 10_000}

for _name, _count in EXAMPLES.items():
    settings.register_profile(
        _name, max_examples=_count, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def has_real_transactions(item):
    """Whether all tables are emptied after the test, migrated rows such as the first site too."""
    marker = item.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction", False)
    return marked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def pytest_itemcollected(item):
    """A test that asks for a page is a browser test; nobody has to remember the mark."""
    if {"page", "context", "browser", "new_context"} & set(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests with real transactions go last.

    The Django plugin sorts them so, but pytest then draws everything that uses the browser together, and
    one page test without real transactions brings the others forward.
    """
    items.sort(key=has_real_transactions)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The tests' own database, or nothing: a developer's is never touched.

    One is made when a collected test says that it needs one. A fixture of a wider scope that opens the
    database for tests that do not say so would open the developer's.
    """
    if connections[DEFAULT_DB_ALIAS].settings_dict["NAME"] == OWN_DATABASE:
        raise pytest.UsageError("Mark these tests with pytest.mark.django_db: they have no database yet.")


@pytest.fixture(scope="session", autouse=True)
def write_gate_installed():
    """Watch every connection, also those that live servers and threads open later."""
    connection_created.connect(write_gate.install, dispatch_uid="write gate")
    for connection in connections.all(initialized_only=True):
        write_gate.install(connection)


@pytest.fixture(scope="session", autouse=True)
def flush_lifts_the_triggers():
    """The runner empties every table after a test with real transactions; nothing else may."""
    handle = flush.Command.handle

    def handle_lifted(command, **options):
        using = options["database"]
        with triggers.lifted(using), curriculum_triggers.lifted(using):
            return handle(command, **options)

    flush.Command.handle = handle_lifted
    yield
    flush.Command.handle = handle


@pytest.fixture
def write_gate_lifted():
    """Only for tests that attack the tables to see triggers and constraints refuse."""
    with write_gate.lifted():
        yield


@pytest.fixture(scope="session")
def base_url():
    """Each test knows its own server; the browser plugin's own fixture is one that pytest deprecates."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, calm enough for a container; Django then accepts the browser's event loop."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(CHROMIUM_FLAGS)}
