"""The page on which answers are typed: plain form fields, one row a person, closed without consent."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments import scope
from assessments.measures import forms
from assessments.measures.models import Administration, ItemResponse, ScaleScore
from assessments.models import Op
from assessments.people import operations as people
from tests.builders import make_answers, make_cohort, make_member, make_plan, make_posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(facility):
    cohort = make_cohort(facility)
    make_plan(cohort)
    return cohort


@pytest.fixture
def desk(client, facilitator):
    client.force_login(facilitator)
    return client


def address(cohort, occasion="baseline"):
    return reverse("assessments:measure_answers", args=[cohort.pk, occasion])


def fields_of(response):
    """What a browser without scripts would send back, untouched."""
    grid = response.context["grid"]
    fields = {"replica": grid.replica, "opened_at": grid.opened_at, **grid.how}
    for row in grid.rows:
        fields |= {f"target-{row.number}": str(row.target), f"heads-{row.number}": row.heads}
        fields |= {f"{name}-{row.number}": value for name, value in row.how.items()}
        if row.agrees:
            fields |= {f"a-{row.number}-{cell.column}": cell.typed for cell in row.cells}
    return fields


def typed(fields, row, keys):
    return fields | {f"a-{row}-{column}": key for column, key in enumerate(keys, start=1)}


def test_twenty_keys_make_a_scored_sheet(desk, cohort):
    make_member(cohort)
    fields = fields_of(desk.get(address(cohort)))

    response = desk.post(address(cohort), typed(fields, 1, "3" * 20), follow=True)

    assert response.status_code == 200
    with scope.use(scope.system("builders")):
        assert ScaleScore.objects.get().value == 10.0
        assert set(ItemResponse.objects.values_list("value")) == {("si",)}


def test_the_same_page_sent_twice_writes_once(desk, cohort):
    make_member(cohort)
    fields = typed(fields_of(desk.get(address(cohort))), 1, "3" * 20)

    desk.post(address(cohort), fields)
    desk.post(address(cohort), fields)

    with scope.use(scope.system("builders")):
        assert Op.objects.count() == 21


def test_a_page_saved_as_it_was_opened_writes_nothing(desk, cohort):
    make_answers(make_member(cohort))
    make_member(cohort)
    with scope.use(scope.system("builders")):
        before = Op.objects.count()

    desk.post(address(cohort), fields_of(desk.get(address(cohort))))

    with scope.use(scope.system("builders")):
        assert Op.objects.count() == before


def test_two_pages_opened_before_either_was_saved_conflict_and_one_click_settles(desk, cohort):
    make_member(cohort)
    one, other = (fields_of(desk.get(address(cohort))) for _ in range(2))
    desk.post(address(cohort), typed(one, 1, "3" * 20))

    response = desk.post(address(cohort), typed(other, 1, "1" + "3" * 19), follow=True)

    ((_question, choices),) = response.context["grid"].rows[0].conflicts
    assert {choice.words for choice in choices} == {"1 No", "3 Sí"} or len(choices) == 2
    wanted = next(choice for choice in choices if choice.words.startswith("1"))
    settled = desk.post(address(cohort), fields_of(response) | {"settle": wanted.button}, follow=True)
    assert settled.context["grid"].rows[0].conflicts == []
    assert settled.context["grid"].rows[0].cells[0].typed == "1"


def test_a_wrong_key_is_named_beside_the_row_and_nothing_typed_is_lost(desk, cohort):
    make_member(cohort)
    fields = typed(fields_of(desk.get(address(cohort))), 1, "37" + "3" * 18)

    response = desk.post(address(cohort), fields)

    row = response.context["grid"].rows[0]
    assert response.status_code == 422
    assert len(row.errors) == 1 and "2" in row.errors[0] and "7" in row.errors[0]
    assert [cell.typed for cell in row.cells] == ["3", "7", *"3" * 18]
    with scope.use(scope.system("builders")):
        assert not Op.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("on", "31/02/2026"), ("on", "2999-01-01"), ("mode", "guessed"), ("outcome-1", "refused")],
)
def test_what_cannot_be_is_refused_with_a_message(desk, cohort, name, value):
    make_member(cohort)
    fields = typed(fields_of(desk.get(address(cohort))), 1, "3" * 20) | {name: value}

    response = desk.post(address(cohort), fields)

    assert response.status_code == 422
    assert len(response.context["grid"].rows[0].errors) == 1


def test_a_row_may_say_otherwise_than_the_page(desk, cohort):
    make_member(cohort)
    fields = typed(fields_of(desk.get(address(cohort))), 1, "3" * 20)

    desk.post(address(cohort), fields | {"on": "05/01/2026", "mode-1": "self", "language-1": "quy"})

    with scope.use(scope.system("builders")):
        row = Administration.objects.get()
    assert (row.mode, row.language, row.on) == ("self", "quy", date(2026, 1, 5))


def test_who_does_not_agree_has_no_cells_and_can_only_be_offered(desk, cohort):
    member = make_member(cohort, agrees=False)
    response = desk.get(address(cohort))
    assert b"grid__row--closed" in response.content
    assert b'name="a-1-1"' not in response.content

    desk.post(address(cohort), fields_of(response) | {"outcome-1": "refused"})

    with scope.use(scope.system("builders")):
        assert Administration.objects.get().outcome == "refused"
        assert Administration.objects.get().enrolment == member


def test_a_withdrawal_while_the_page_is_open_closes_the_row_and_keeps_the_others(desk, cohort, facilitator):
    members = [make_member(cohort) for _ in range(2)]
    fields = fields_of(desk.get(address(cohort)))
    fields = typed(typed(fields, 1, "3" * 20), 2, "1" * 20)
    gone = next(one for one in members if str(one.pk) == fields["target-1"])
    with scope.use(scope.system("builders")):
        people.withdraw_consent(
            user=facilitator, participant=gone.participant, purpose="measures", on=date(2026, 1, 9)
        )

    response = desk.post(address(cohort), fields)

    closed, open_ = response.context["grid"].rows
    assert response.status_code == 422
    assert not closed.agrees and closed.errors
    assert [cell.typed for cell in open_.cells] == ["1"] * 20
    again = desk.post(address(cohort), typed(fields_of(response), 2, "1" * 20))
    assert again.status_code == 302


def test_an_answer_given_before_a_withdrawal_is_not_shown_any_more(desk, cohort, facilitator):
    member = make_member(cohort)
    make_answers(member, points=20)
    with scope.use(scope.system("builders")):
        people.withdraw_consent(
            user=facilitator, participant=member.participant, purpose="measures", on=date(2026, 1, 9)
        )

    (row,) = desk.get(address(cohort)).context["grid"].rows

    assert {cell.typed for cell in row.cells} == {""}


def test_a_programme_that_asks_nothing_says_so(desk, facility):
    response = desk.get(address(make_cohort(facility)))

    assert response.status_code == 200
    assert b"empty" in response.content


@pytest.mark.parametrize("occasion", ["sometime", "follow-up"])
def test_an_unknown_occasion_is_not_found(desk, cohort, occasion):
    assert desk.get(address(cohort, occasion)).status_code == 404


def test_somebody_of_another_facility_finds_nothing(client, cohort):
    client.force_login(make_posting("facilitator").user)

    assert client.get(address(cohort)).status_code == 404
    assert client.post(address(cohort), {}).status_code == 404


@pytest.mark.parametrize("role", ["donor", "director", "administrator"])
def test_who_may_not_type_answers_is_refused(client, cohort, facility, role):
    client.force_login(make_posting(role, facility).user)

    assert client.get(address(cohort)).status_code == 403


def test_the_page_asks_the_same_for_one_person_and_for_three(desk, cohort):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            desk.get(address(cohort))
        return len(seen)

    make_answers(make_member(cohort))
    few = queries()
    for _ in range(2):
        make_answers(make_member(cohort))

    assert queries() == few


def test_a_large_group_is_shown_in_pages_that_a_form_can_carry(desk, cohort):
    for _ in range(30):
        make_member(cohort)

    first, second = (desk.get(address(cohort), {"page": number}) for number in (1, 2))

    assert len(first.context["grid"].rows) == 25 and len(second.context["grid"].rows) == 5
    assert len(re.findall(rb"\bname=\"", first.content)) < 1000


def test_no_page_of_a_facilitator_holds_a_score(desk, cohort, write_gate_lifted):
    member = make_member(cohort)
    make_answers(member, "baseline", 7)
    make_answers(member, "endline", 16)
    with scope.use(scope.system("builders")):
        ScaleScore.objects.update(value=8128.0)
    places = [
        address(cohort),
        address(cohort, "endline"),
        reverse("assessments:report_list"),
        reverse("assessments:report_outside"),
        reverse("assessments:report_cohort", args=[cohort.pk]),
        reverse("assessments:report_people", args=[cohort.pk]),
        reverse("assessments:report_person", args=[member.pk]),
        reverse("assessments:cohort_page", args=[cohort.pk]),
    ]

    responses = {place: desk.get(place) for place in places}

    assert [response.status_code for response in responses.values()] == [
        200,
        200,
        403,
        403,
        403,
        403,
        403,
        200,
    ]
    assert [place for place, response in responses.items() if b"8128" in response.content] == []


@given(
    st.dictionaries(
        st.integers(0, 40),
        st.lists(st.integers(1, 10**6).map(lambda seq: f"web:{seq % 7}:{seq}"), min_size=1, unique=True).map(
            tuple
        ),
    )
)
def test_heads_come_back_as_they_were_packed(heads):
    found = forms.unpack_heads(forms.pack_heads(heads))

    assert {column: set(ids) for column, ids in found.items()} == {c: set(ids) for c, ids in heads.items()}


@given(st.text())
def test_heads_that_somebody_wrote_never_raise(packed):
    forms.unpack_heads(packed)
