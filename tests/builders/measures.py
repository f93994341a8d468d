"""Builders of questionnaires: the shipped version, a plan, answers worth so many points, measured groups."""

from datetime import date

from django.contrib.auth import get_user_model

from assessments import scope
from assessments.measures import operations, sheets
from assessments.measures.about import About
from assessments.measures.models import InstrumentVersion
from assessments.sessions import ledger, ops
from assessments.sessions.ledger import Entry, Form
from tests.builders.people import make_consent, make_participant
from tests.builders.places import make_user
from tests.builders.workshops import make_cohort, make_enrolment

SLUG, SCALE = "derechos-crianza", "conocimiento"
DAYS = {"baseline": date(2026, 1, 5), "endline": date(2026, 3, 2)}


def make_version(slug=SLUG):
    """The version that comes with the software."""
    with scope.use(scope.system("builders")):
        operations.load_instruments(user=None)
        return InstrumentVersion.objects.filter(instrument__slug=slug).order_by("pk")[0]


def make_plan(cohort, *, forms=("A", "A"), version=None):
    version = version or make_version()
    with scope.use(scope.system("builders")):
        return operations.plan(
            user=None,
            programme_key=cohort.programme_key,
            version=version,
            primary_scale=SCALE,
            forms=forms,
        )


def answers_worth(points, form="A", version=None):
    """Twenty answers of which so many are right."""
    known = sheets.definition_of(version or make_version())
    items = known.items_of(form)
    wrong = {"si": "no", "no": "si"}
    return {item.link_id: item.key if n < points else wrong[item.key] for n, item in enumerate(items)}


def typist():
    """Whoever types answers in where a test does not care who."""
    known = get_user_model().objects.filter(username="tecla").first()
    return known or make_user(username="tecla")


def make_answers(enrolment, occasion="baseline", points=10, *, user=None, answers=None, **how):
    """Type in one person's sheet through the operation."""
    asked = About(**{"on": DAYS[occasion], "language": "es", **how})
    with scope.use(scope.system("builders")):
        if asked.outcome != "answered":
            return operations.record_outcome(
                user=user or typist(), enrolment=enrolment, occasion=occasion, how=asked
            )
        sheet = sheets.sheet_of(enrolment.cohort, occasion)
        return operations.record_answers(
            user=user or typist(),
            enrolment=enrolment,
            occasion=occasion,
            answers=answers_worth(points, sheet.form, sheet.version) if answers is None else answers,
            how=asked,
        )


def make_member(cohort, *, agrees=True, **overrides):
    """Somebody of the group who agrees to questionnaires, or does not."""
    person = make_participant(cohort.facility)
    make_consent(person, given=agrees)
    return make_enrolment(cohort, person, **overrides)


def make_measured_cohort(pairs=(), *, forms=("A", "A"), **overrides):
    """A group in which each pair is one person's points at the start and at the end; None is no sheet."""
    cohort = make_cohort(**overrides)
    make_plan(cohort, forms=forms)
    user = make_user()
    members = []
    for pre, post in pairs:
        member = make_member(cohort)
        if pre is not None:
            make_answers(member, "baseline", pre, user=user)
        if post is not None:
            make_answers(member, "endline", post, user=user)
        members.append(member)
    return cohort, members


def make_sheet_form(member, link_id, value, base=(), choose=""):
    """The sheet of the start, and a form of it in which one cell was filled."""
    sheet = sheets.sheet_of(member.cohort, "baseline")
    target = ops.enrolment_target(member.pk)
    entry = Entry(1, target, sheet.field(link_id), value, tuple(base), choose=choose)
    return sheet, Form(ledger.mint(), "", (entry,))
