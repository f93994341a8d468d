"""Home, people and their search at one facility, while the database holds many people of other facilities.

``python dev.py bench lists --participants 100000`` takes some minutes, most of them to fill.
"""

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scope
from assessments.models import Cohort, Stay
from benchmarks.crowd import GIVEN, SURNAMES, fill
from benchmarks.figures import Figure, late, median, timed
from tests.builders import make_facility, make_posting

# A large prison's share of the programme; in groups, each of which met twice.
PEOPLE, GROUP, MEETINGS = 2000, 40, 2
MOST_SEARCH = 200


def measure(options) -> list[Figure]:
    """Every page of one facility, among ``options.participants`` people."""
    group = min(GROUP, options.participants)
    facilities = [make_facility() for _ in range(max(1, options.participants // PEOPLE))]
    fill(facilities, cohorts=options.participants // group, sessions=MEETINGS, people=group, named=True)
    title = f"One facility of {len(facilities)}, {options.participants} people ({connection.vendor})"
    client = Client()
    client.force_login(make_posting("coordinator", facilities[0]).user)
    found = []
    for name, address, most in _pages(facilities[0]):
        found += _figures(title, name, client, address, options.rounds, most)
    return found


def _pages(facility) -> list[tuple[str, str, float | None]]:
    people = f"{reverse('assessments:people_list')}?facility={facility.pk}"
    with scope.use(scope.system("builders")):
        code = Stay.objects.filter(facility=facility).values_list("participant__code", flat=True)[0]
        cohort = Cohort.objects.filter(facility=facility).order_by("code")[0]
    return [
        ("home", reverse("assessments:workspace_home"), None),
        ("people", people, None),
        ("search by name", f"{people}&q={GIVEN[0]}+{SURNAMES[0]}", MOST_SEARCH),
        ("search by code", f"{people}&q={code}", MOST_SEARCH),
        ("without consent", f"{people}&lacks=certificate", MOST_SEARCH),
        ("groups", reverse("assessments:cohort_list"), None),
        ("a group", reverse("assessments:cohort_page", args=[cohort.pk]), None),
        ("who is eligible", reverse("assessments:certificate_board", args=[cohort.pk]), None),
    ]


def _figures(title: str, name: str, client: Client, address: str, rounds: int, most) -> list[Figure]:
    with CaptureQueriesContext(connections["default"]) as asked:
        page = client.get(address)  # warms templates and plans; its time is not counted
    queries = len(asked)
    assert page.status_code == 200, (address, page.status_code)
    walls = [timed(lambda: client.get(address))[1].wall * 1000 for _ in range(rounds)]
    return [
        Figure(title, f"{name}, p50", median(walls), "ms", most),
        Figure(title, f"{name}, p95", late(walls), "ms"),
        Figure(title, f"{name}, queries", queries, ""),
    ]
