"""A list comes in whole or not at all, and a second run changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from assessments import scope, vault
from assessments.models import AuditEntry, Consent, ExternalId, Identity, Participant, Stay, Unit
from assessments.people import identity
from assessments.people import operations as people
from assessments.people.importing import headings, reading
from assessments.people.importing.drafts import Terms
from tests.builders import make_facility, make_user

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
DIRTY = ("participants_ayacucho.xlsx", "participants_ayacucho.csv")
CORRECTED = ("participants_ayacucho_corrected.xlsx", "participants_ayacucho_corrected.csv")
HEADER = "Apellidos y nombres;Sexo;Código"


def counts():
    models = (Participant, Identity, Stay, Consent, ExternalId, Unit)
    with scope.use(scope.system("builders")):
        return tuple(model.objects.count() for model in models)


def bring(facility, data, terms=None, *, dry_run=False, user=None):
    table = reading.read(data if isinstance(data, bytes) else data.encode())
    with scope.use(scope.of_facilities([facility.pk])):
        return people.import_people(
            user=user, facility=facility, table=table, terms=terms or Terms(), dry_run=dry_run
        )


def listed(*lines):
    return "\n".join((HEADER, *lines))


@pytest.fixture
def facility():
    return make_facility(code="AYA", time_zone="America/Lima")


@pytest.mark.parametrize("name", DIRTY)
def test_the_offices_list_is_refused_whole(facility, name):
    report = bring(facility, (DATA / name).read_bytes())

    first, last = (report.problems[0], report.problems[-1])
    assert [problem.code for problem in report.problems] == ["no_such_day", "same_as_row"]
    assert (first.column, first.details["value"]) == ("Fecha de consentimiento", "31/02/2026")
    assert last.details["other"] < last.row
    assert not report.written
    assert counts() == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("name", CORRECTED)
def test_the_corrected_list_brings_28_people_and_again_changes_nothing(facility, name):
    data = (DATA / name).read_bytes()

    first = bring(facility, data)
    after = counts()
    second = bring(facility, data)

    assert (first.written, first.new, first.known) == (True, 28, 0)
    assert after == (28, 28, 28, 84, 28, 4)
    assert (second.written, second.new, second.known) == (True, 0, 28)
    assert counts() == after


def test_names_keep_their_letters(facility):
    bring(facility, (DATA / CORRECTED[1]).read_bytes())

    with scope.use(scope.of_facilities([facility.pk])):
        names = identity.names_at(facility.pk, user=None, purpose="test").values()

    surnames = {name.surnames for name in names}
    assert {"ÑAHUI CCORAHUA", "CCENTE LLOCCLLA", "PÉREZ O'HIGGINS", "VARGAS-MACHUCA TORO"} <= surnames
    assert sum(name.full == "Juan Carlos QUISPE HUAMÁN" for name in names) == 2


def test_both_ways_to_save_a_list_say_the_same(facility):
    bring(facility, (DATA / CORRECTED[0]).read_bytes())
    other = make_facility()
    bring(other, (DATA / CORRECTED[1]).read_bytes())

    with scope.use(scope.system("builders")):
        kept = [
            sorted(
                (*row, *Stay.objects.filter(participant_id=pk).values_list("from_on", "unit__name").get())
                for pk, *row in Participant.objects.filter(stays__facility=place).values_list(
                    "pk", "sex", "language", "reading_support", "birth_band"
                )
            )
            for place in (facility, other)
        ]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 28


def test_the_other_form_of_the_list_asks_about_every_name(facility):
    bring(facility, (DATA / CORRECTED[0]).read_bytes())
    before = counts()

    asked = bring(facility, (DATA / CORRECTED[1]).read_bytes())
    same = bring(facility, (DATA / CORRECTED[1]).read_bytes(), Terms(same_name="same"))

    assert len(asked.unanswered) == 28
    assert not asked.written
    # Two people share one name: nobody can say "the same" for their rows without naming which of them.
    assert [len(question.candidates) for question in same.unanswered] == [2, 2]
    assert counts() == before


def test_a_dry_run_tries_everything_and_writes_nothing(facility):
    report = bring(facility, (DATA / CORRECTED[0]).read_bytes(), dry_run=True)

    assert (report.is_clean, report.new, report.written) == (True, 28, False)
    assert report.new_units == ("Pabellón A", "Pabellón B", "Pabellón C", "Pabellón M")
    assert counts() == (0, 0, 0, 0, 0, 0)


def test_the_day_of_birth_is_kept_nowhere(facility):
    bring(
        facility, listed("QUISPE, Ana;mujer;1").replace("Código", "Nacimiento").replace(";1", ";12/03/1987")
    )

    with scope.use(scope.system("builders")):
        person = Participant.objects.get()
        name = identity.open_name(person.identity)
    assert person.birth_band == "1985-1989"
    assert name == identity.Name("Ana", "QUISPE")


def test_the_journal_holds_no_value(facility):
    user = make_user()
    bring(facility, (DATA / CORRECTED[0]).read_bytes(), user=user)

    with scope.use(scope.system("builders")):
        written = [f"{one.fields}{one.detail}" for one in AuditEntry.objects.all()]
        verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"people.registered", "people.imported"} <= verbs
    assert not any("QUISPE" in text or "1985" in text for text in written)


def test_the_name_is_sealed_in_the_row(facility):
    bring(facility, listed("QUISPE, Ana;mujer;1"))

    with scope.use(scope.system("builders")):
        row = Identity.objects.get()
    assert b"QUISPE" not in bytes(row.sealed)
    assert row.key_id == vault.active_key_id()


def test_somebody_of_the_same_name_needs_a_choice(facility):
    bring(facility, listed("QUISPE HUAMÁN, Ana;mujer;1"))
    with scope.use(scope.system("builders")):
        here = Participant.objects.get()
    again = listed("Quispe Huaman, ANA;mujer;2")

    asked = bring(facility, again)
    as_new = bring(facility, again, Terms(choices={2: "new"}), dry_run=True)
    as_same = bring(facility, again, Terms(choices={2: here.code}))

    assert [(one.row, one.candidates, one.answer) for one in asked.questions] == [(2, (here.code,), "")]
    assert not asked.written
    assert (as_new.is_clean, as_new.new) == (True, 1)
    assert (as_same.written, as_same.new, as_same.linked) == (True, 0, 1)
    assert counts()[0] == 1


def test_two_rows_cannot_be_one_person(facility):
    bring(facility, listed("QUISPE, Ana;mujer;1"))

    report = bring(facility, listed("QUISPE, Ana;mujer;2", "QUISPE, Ana;mujer;3"), Terms(same_name="same"))

    assert [(one.row, one.code) for one in report.problems] == [(3, "person_chosen_twice")]
    assert not report.written


def test_a_code_of_the_list_recognises_a_person_whose_row_moved(facility):
    bring(facility, listed("QUISPE, Ana;mujer;K-7", "SULCA, Eva;mujer;K-8"))

    report = bring(facility, listed("ÑAHUI, Pía;mujer;K-9", "SULCA, Eva;mujer;K-8", "QUISPE, Ana;mujer;K-7"))

    assert (report.new, report.known, report.questions) == (1, 2, ())


def test_a_running_number_is_nobodys_code(facility):
    text = "N°;Apellidos y nombres;Sexo\n1;QUISPE, Ana;mujer\n"
    bring(facility, text)

    report = bring(facility, "N°;Apellidos y nombres;Sexo\n1;SULCA, Eva;mujer\n")

    assert (report.new, report.known) == (1, 0)


def test_who_left_meanwhile_is_not_registered_again(facility):
    data = "Apellidos y nombres;Sexo;Ingreso\nQUISPE, Ana;mujer;01/01/2020\n"
    bring(facility, data)
    with scope.use(scope.system("builders")):
        people.end_stay(user=None, participant=Participant.objects.get(), on=date(2020, 2, 1))
    before = counts()

    report = bring(facility, data)

    assert (report.written, report.new, report.known) == (True, 0, 1)
    assert counts() == before


def test_another_facilitys_people_are_neither_seen_nor_asked_about(facility):
    elsewhere = make_facility()
    bring(elsewhere, listed("QUISPE, Ana;mujer;1"))

    report = bring(facility, listed("QUISPE, Ana;mujer;1"))

    assert (report.written, report.new, report.questions) == (True, 1, ())


def test_a_forbidden_column_cannot_be_mapped(facility):
    text = "Apellidos y nombres;Sexo;Delito\nQUISPE, Ana;mujer;robo\n"
    terms = Terms(mapping={0: headings.Field.FULL_NAME, 1: headings.Field.SEX, 2: headings.Field.UNIT})

    report = bring(facility, text, terms)

    assert [notice.code for notice in report.notices] == ["column_forbidden"]
    assert report.new_units == ()


def test_a_mapping_without_names_is_refused(facility):
    report = bring(facility, listed("QUISPE, Ana;mujer;1"), Terms(mapping={1: headings.Field.SEX}))

    assert [(one.row, one.code) for one in report.problems] == [(1, "names_not_mapped")]
