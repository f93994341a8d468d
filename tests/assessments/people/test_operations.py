"""What is written about a person, and what is refused."""

import random
import uuid
from datetime import date

import pytest
from django.utils import timezone

from assessments import scope, signals
from assessments.models import AuditEntry, Consent, ExternalId, Identity, Participant, Stay
from assessments.people import codes, identity
from assessments.people import operations as people
from assessments.people.identity import Name
from tests.builders import make_facility, make_participant, make_unit, make_user

pytestmark = pytest.mark.django_db
ARRIVED = date(2026, 1, 5)


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture(autouse=True)
def here(facility):
    with scope.use(scope.of_facilities([facility.pk])):
        yield


@pytest.fixture
def rosa(facility):
    return register(facility)


def register(facility, **options):
    newcomer = people.Newcomer(Name("Rosa", "ÑAHUI"), "female", ARRIVED)
    return people.register_participant(user=None, facility=facility, newcomer=newcomer, **options)


def answer(given=True, on=ARRIVED, purpose="measures"):
    return people.Answer(purpose, given, on)


def test_a_code_that_is_taken_is_drawn_again(facility):
    other = make_participant(make_facility(), code=codes.new_code(random.Random(7).randrange))

    made = register(facility, draw=random.Random(7).randrange)

    assert codes.is_valid(made.code)
    assert made.code != other.code


def test_a_source_that_repeats_itself_is_given_up(facility):
    register(facility, draw=lambda below: 9)

    with pytest.raises(people.CodesExhausted):
        register(facility, draw=lambda below: 9)

    assert Participant.objects.count() == Identity.objects.count() == Stay.objects.count() == 1


def test_a_seeded_source_gives_the_same_code(facility):
    made = register(facility, draw=random.Random(11).randrange)

    assert made.code == codes.new_code(random.Random(11).randrange)


def test_the_same_key_again_is_the_same_person(facility):
    key = uuid.uuid4()

    assert register(facility, key=key) == register(facility, key=key)
    assert Participant.objects.count() == 1


def test_a_person_elsewhere_is_out_of_scope():
    with pytest.raises(scope.OutOfScope):
        register(make_facility())

    with scope.use(scope.system("builders")):
        assert Participant.objects.count() == 0


def test_what_is_known_of_a_newcomer_is_one_journal_entry(facility):
    newcomer = people.Newcomer(
        Name("Rosa", "ÑAHUI"), "female", ARRIVED, consents=(answer(),), external_id=("AYA:codigo", "7")
    )

    made = people.register_participant(user=None, facility=facility, newcomer=newcomer)

    with scope.use(scope.system("builders")):
        entry = AuditEntry.objects.get()
    assert entry.fields[-2:] == ["external_id", "consent.measures"]
    assert ExternalId.objects.get().participant == Consent.objects.get().participant == made


def test_a_correction_to_the_same_name_writes_nothing(rosa):
    before = bytes(Identity.objects.get().sealed)

    people.correct_identity(user=None, participant=rosa, name=Name("Rosa", "ÑAHUI"))

    assert bytes(Identity.objects.get().sealed) == before


def test_only_where_a_person_is_something_is_changed(rosa):
    people.end_stay(user=None, participant=rosa, on=date(2026, 2, 1))

    for act in (
        lambda: people.correct_identity(user=None, participant=rosa, name=Name("X", "Y")),
        lambda: people.record_consent(user=None, participant=rosa, answer=answer()),
        lambda: people.withdraw_consent(user=None, participant=rosa, purpose="measures", on=ARRIVED),
        lambda: people.end_stay(user=None, participant=rosa, on=date(2026, 3, 1)),
    ):
        with pytest.raises(people.NotHere):
            act()


def test_an_identity_that_was_erased_cannot_be_corrected(facility):
    nameless = make_participant(facility)

    with pytest.raises(people.NoIdentity):
        people.correct_identity(user=None, participant=nameless, name=Name("X", "Y"))


def test_a_name_moved_to_another_row_does_not_open(facility, rosa):
    eva = register(facility)
    stolen = Identity.objects.get(pk=rosa.pk)
    stolen.participant_id = eva.pk

    with pytest.raises(identity.vault.VaultError):
        identity.open_name(stolen)


def test_an_external_id_is_one_persons(facility, rosa):
    eva = register(facility)
    people.add_external_id(user=None, participant=rosa, source="AYA:codigo", value="7")
    people.add_external_id(user=None, participant=rosa, source="AYA:codigo", value="7")

    with pytest.raises(people.ExternalIdTaken):
        people.add_external_id(user=None, participant=eva, source="AYA:codigo", value="7")

    assert ExternalId.objects.count() == 1


def test_the_same_answer_again_changes_nothing_another_ends_the_first(rosa):
    user = make_user()
    people.record_consent(user=user, participant=rosa, answer=answer())
    people.record_consent(user=user, participant=rosa, answer=answer())
    people.record_consent(user=user, participant=rosa, answer=answer(given=False, on=date(2026, 3, 1)))

    kept = list(Consent.objects.order_by("pk").values_list("given", "on", "withdrawn_on", "recorded_by"))
    assert kept == [
        (True, ARRIVED, date(2026, 3, 1), user.pk),
        (False, date(2026, 3, 1), None, user.pk),
    ]


def test_a_no_cannot_be_withdrawn(rosa):
    people.record_consent(user=None, participant=rosa, answer=answer(given=False))

    with pytest.raises(people.NoStandingConsent):
        people.withdraw_consent(user=None, participant=rosa, purpose="measures", on=ARRIVED)


def test_the_outside_hears_of_a_consent_once_it_is_kept(rosa, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, consent, user, **kwargs):
        heard.append((consent.purpose, consent.withdrawn_on))

    signals.consent_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks() as waiting:
            people.record_consent(user=None, participant=rosa, answer=answer())
            people.withdraw_consent(user=None, participant=rosa, purpose="measures", on=date(2026, 3, 1))
        before_commit = list(heard)
        for callback in waiting:
            callback()
    finally:
        signals.consent_changed.disconnect(listen)

    assert before_commit == []
    assert [purpose for purpose, _on in heard] == ["measures", "measures"]


def test_a_move_ends_one_stay_and_begins_the_next(facility, rosa):
    unit = make_unit(facility)

    people.move(user=None, participant=rosa, facility=facility, unit=unit, on=date(2026, 2, 1))
    people.move(user=None, participant=rosa, facility=facility, unit=unit, on=date(2026, 2, 2))

    stays = Stay.objects.order_by("from_on").values_list("unit", "from_on", "until_on")
    assert list(stays) == [(None, ARRIVED, date(2026, 2, 1)), (unit.pk, date(2026, 2, 1), None)]


def test_a_move_out_of_scope_or_before_arriving_changes_nothing(facility, rosa):
    unit = make_unit(facility)

    with pytest.raises(scope.OutOfScope):
        people.move(user=None, participant=rosa, facility=make_facility(), on=date(2026, 2, 1))
    with pytest.raises(people.AlreadyElsewhere):
        people.move(user=None, participant=rosa, facility=facility, unit=unit, on=date(2025, 1, 1))

    assert Stay.objects.get().until_on is None


def test_the_receiving_facility_sees_the_person_the_other_the_code(facility, rosa):
    other = make_facility()
    with scope.use(scope.of_facilities([facility.pk, other.pk])):
        people.move(user=None, participant=rosa, facility=other, on=timezone.localdate())

    seen = {}
    for place in (facility, other):
        with scope.use(scope.of_facilities([place.pk])):
            names = identity.names_of([rosa.pk], user=None, purpose="test")
            seen[place.pk] = (Participant.objects.count(), len(names))
    assert seen == {facility.pk: (1, 0), other.pk: (1, 1)}
