"""The register of 30 people, opened and saved through its address: with one cohort, and with many beside it.

Every round opens a register of its own and changes every row of it; saving is durable (see ``settings``).
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.crowd import fill
from benchmarks.figures import Figure, Taken, late, median, timed
from tests.assessments.sessions.rendered import rendered
from tests.builders import make_cohort, make_posting, make_register

PEOPLE = 30
STATUSES = ("present", "absent", "excused", "not_expected")
FIRST_ROW = 5
# As a browser sends it; the test client's own default is the form of an upload.
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Run:
    """What the rounds took, and what one opening and one saving asked of the database."""

    opened: list[Taken]
    saved: list[Taken]
    queries: tuple[int, int]
    size: int


def measure(options) -> list[Figure]:
    """Alone, then among ``options.cohorts`` cohorts of ``options.sessions`` marked sessions each."""
    facility = make_cohort().facility
    client = Client()
    client.force_login(make_posting("facilitator", facility).user)
    alone = _run(client, facility, options.rounds)
    marks = fill(facility, cohorts=options.cohorts, sessions=options.sessions, people=PEOPLE)
    crowded = _run(client, facility, options.rounds)
    crowd = f"Register of {PEOPLE}, among {options.cohorts} cohorts ({marks} marks)"
    return [
        *_figures(f"Register of {PEOPLE}, one cohort ({connection.vendor})", alone),
        *_figures(crowd, crowded),
        Figure(crowd, "open: many / one", _ratio(crowded.opened, alone.opened), "x"),
        Figure(crowd, "save: many / one", _ratio(crowded.saved, alone.saved), "x"),
    ]


def _run(client: Client, facility, rounds: int) -> Run:
    opened, saved = [], []
    for number in range(rounds + 1):
        address = _address_of_a_new_one(facility)
        page, took = timed(lambda address=address: client.get(address))
        opened.append(took)
        form = _marked(page, number)
        answer, took = timed(lambda address=address, form=form: client.post(address, form, FORM))
        assert answer.status_code == 302, answer.status_code
        saved.append(took)
    # The first round warms templates and plans; it is not counted.
    return Run(opened[1:], saved[1:], _queries(client, facility), len(page.content))


def _address_of_a_new_one(facility) -> str:
    try:
        with transaction.atomic():
            session, _members = make_register(PEOPLE, named=True, cohort=make_cohort(facility))
    except IntegrityError:  # somebody among so many has this code already: draw again
        return _address_of_a_new_one(facility)
    return reverse("assessments:session_register", args=[session.pk])


def _queries(client: Client, facility) -> tuple[int, int]:
    address = _address_of_a_new_one(facility)
    with CaptureQueriesContext(connection) as opening:
        page = client.get(address)
    form = _marked(page, 0)
    with CaptureQueriesContext(connection) as saving:
        client.post(address, form, FORM)
    return len(opening), len(saving)


def _marked(page, number: int) -> str:
    rows = range(FIRST_ROW, FIRST_ROW + PEOPLE)
    marks = {f"mark-{seq}": STATUSES[(seq + number) % len(STATUSES)] for seq in rows}
    return urlencode(rendered(page) | marks)


def _ratio(many: list[Taken], one: list[Taken]) -> float:
    return median([took.cpu for took in many]) / median([took.cpu for took in one])


def _figures(group: str, run: Run) -> list[Figure]:
    found = []
    for name, times, queries, middle, latest in (
        ("open", run.opened, run.queries[0], 40, None),
        ("save", run.saved, run.queries[1], 25, 60),
    ):
        walls = [took.wall * 1000 for took in times]
        found += [
            Figure(group, f"{name}, p50", median(walls), "ms", middle),
            Figure(group, f"{name}, p95", late(walls), "ms", latest),
            Figure(group, f"{name}, processor, p50", median([took.cpu * 1000 for took in times]), "ms"),
            Figure(group, f"{name}, queries", queries, "", 12),
        ]
    return [*found, Figure(group, "open, size", run.size / 1024, "KB", 60)]
