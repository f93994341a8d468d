"""The register, opened and saved through its address: with one cohort, and with many beside it.

``python dev.py bench register --cohorts 2000 --sessions 12`` takes some minutes, most of them to fill; with
``DATABASE_URL=postgres://...`` it measures PostgreSQL, where it makes databases of its own.
Every round opens a register of its own and changes every row of it; saving is durable (see ``settings``).
The two databases take turns (see ``twins``), so the ratio holds on a busy machine too.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scope
from benchmarks.crowd import add_members, fill
from benchmarks.figures import Figure, Taken, late, median, timed
from benchmarks.twins import twin, using
from tests.assessments.sessions.rendered import rendered
from tests.builders import make_cohort, make_posting, make_session

# What the targets of time and size speak of, and what the ratio is measured with.
PEOPLE, MORE_PEOPLE = 30, 60
MEMBERS = 30
MOST_QUERIES, MOST_RATIO = 12, 1.2
STATUSES = ("present", "absent", "excused", "not_expected")
FIRST_ROW = 5
# As a browser sends it; the test client's own default is the form of an upload.
FORM = "application/x-www-form-urlencoded"


@dataclass
class Run:
    """What the rounds took, and what one opening and one saving asked of the database."""

    opened: list[Taken] = field(default_factory=list)
    saved: list[Taken] = field(default_factory=list)
    queries: tuple[int, int] = (0, 0)
    size: int = 0


def measure(options) -> list[Figure]:
    """By turns alone and beside ``options.cohorts`` cohorts of ``options.sessions`` marked sessions each."""
    facility = make_cohort().facility
    client = Client()
    client.force_login(make_posting("facilitator", facility).user)
    small, alone, crowded = Run(), Run(), Run()
    with twin() as other:
        with using(other):
            marks = fill([facility], cohorts=options.cohorts, sessions=options.sessions, people=MEMBERS)
        # The first round warms templates and plans; it is not counted.
        for number in range(options.rounds + 1):
            _round(small if number else Run(), client, facility, PEOPLE, number)
            turns = [(connections["default"], alone), (other, crowded)]
            for database, run in turns if number % 2 else reversed(turns):
                with using(database):
                    _round(run if number else Run(), client, facility, MORE_PEOPLE, number)
        _count(small, client, facility, PEOPLE)
        _count(alone, client, facility, MORE_PEOPLE)
        with using(other):
            _count(crowded, client, facility, MORE_PEOPLE)
    crowd = f"Register of {MORE_PEOPLE}, among {options.cohorts} cohorts ({marks} marks)"
    return [
        *_targets(f"Register of {PEOPLE}, one cohort ({connection.vendor})", small),
        *_figures(f"Register of {MORE_PEOPLE}, one cohort", alone),
        *_figures(crowd, crowded),
        Figure(crowd, "open, p50: many / one", _ratio(crowded.opened, alone.opened), "x", MOST_RATIO),
        Figure(crowd, "save, p50: many / one", _ratio(crowded.saved, alone.saved), "x", MOST_RATIO),
    ]


def _round(run: Run, client: Client, facility, people: int, number: int) -> None:
    address = _address_of_a_new_one(facility, people)
    page, took = timed(lambda: client.get(address))
    run.opened.append(took)
    run.size = len(page.content)
    form = _marked(page, people, number)
    answer, took = timed(lambda: client.post(address, form, FORM))
    assert answer.status_code == 302, answer.status_code
    run.saved.append(took)


def _address_of_a_new_one(facility, people: int) -> str:
    cohort = make_cohort(facility)
    with scope.use(scope.system("builders")):
        add_members(cohort, people, named=True)
    return reverse("assessments:session_register", args=[make_session(cohort, on=cohort.starts_on).pk])


def _count(run: Run, client: Client, facility, people: int) -> None:
    address = _address_of_a_new_one(facility, people)
    with CaptureQueriesContext(connections["default"]) as opening:
        page = client.get(address)
    form = _marked(page, people, 0)
    with CaptureQueriesContext(connections["default"]) as saving:
        client.post(address, form, FORM)
    run.queries = (len(opening), len(saving))


def _marked(page, people: int, number: int) -> str:
    rows = range(FIRST_ROW, FIRST_ROW + people)
    marks = {f"mark-{seq}": STATUSES[(seq + number) % len(STATUSES)] for seq in rows}
    return urlencode(rendered(page) | marks)


def _ratio(many: list[Taken], one: list[Taken]) -> float:
    return median([took.wall for took in many]) / median([took.wall for took in one])


def _targets(group: str, run: Run) -> list[Figure]:
    """The figures of the register whose time and size have a target."""
    return [*_figures(group, run, (40, 25, 60)), Figure(group, "open, size", run.size / 1024, "KB", 60)]


def _figures(group: str, run: Run, most: tuple = (None, None, None)) -> list[Figure]:
    found = []
    for name, times, queries, middle, latest in (
        ("open", run.opened, run.queries[0], most[0], None),
        ("save", run.saved, run.queries[1], most[1], most[2]),
    ):
        walls = [took.wall * 1000 for took in times]
        found += [
            Figure(group, f"{name}, p50", median(walls), "ms", middle),
            Figure(group, f"{name}, p95", late(walls), "ms", latest),
            Figure(group, f"{name}, processor, p50", median([took.cpu * 1000 for took in times]), "ms"),
            Figure(group, f"{name}, queries", queries, "", MOST_QUERIES),
        ]
    return found
