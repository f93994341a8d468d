"""The sentences for what people's screens, lists and commands answer: each code with what to do next."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from assessments.people.importing.headings import Field

FIELDS = {
    Field.SURNAMES: _("Surnames"),
    Field.FIRST_SURNAME: _("First surname"),
    Field.SECOND_SURNAME: _("Second surname"),
    Field.GIVEN_NAMES: _("Given names"),
    Field.FULL_NAME: _("Surnames, given names"),
    Field.SEX: _("Sex"),
    Field.LANGUAGE: _("Language"),
    Field.READS: _("Reads alone"),
    Field.READING_HELP: _("Needs help to read"),
    Field.BIRTH: _("Date or year of birth (only five-year band kept)"),
    Field.UNIT: _("Unit or pavilion"),
    Field.FROM_ON: _("At the facility since"),
    Field.CONSENT_PROGRAMME: _("Consent: taking part"),
    Field.CONSENT_MEASURES: _("Consent: questionnaires"),
    Field.CONSENT_CONTACT: _("Consent: contact with children"),
    Field.CONSENT_CERTIFICATE: _("Consent: certificate"),
    Field.CONSENT_IMAGE: _("Consent: image"),
    Field.CONSENT_ON: _("Date of consent"),
    Field.CONSENT_FORM: _("Form of consent"),
    Field.WITNESS: _("Witness (role or code)"),
    Field.EXTERNAL_ID: _("Code in your own records"),
}

LANGUAGES = {"es": _("Spanish"), "quy": _("Quechua"), "ay": _("Aymara"), "en": _("English")}

#: Why a file is not read at all.
UNREADABLE = {
    "empty": _("The file is empty. Choose the list again."),
    "too_large": _("The file is larger than 4 MB. Save the list alone, without pictures, and try again."),
    "old_or_protected": _(
        "The file is an old .xls or is protected by a password. Save it as .xlsx without a password."
    ),
    "too_many_parts": _("The workbook has too many parts. Copy the list into a new workbook."),
    "unzips_too_large": _("The workbook is far larger inside than it looks. Copy the list into a new one."),
    "too_many_rows": _("The list has more than 1,000 rows. Split it into several files."),
    "too_many_columns": _("The list has more than 80 columns. Keep only the columns you need."),
    "too_heavy": _("The workbook takes too long to read. Copy the list into a new workbook."),
    "unreadable": _("The workbook is damaged. Open it, save it again as .xlsx or .csv, and try again."),
    "not_a_list": _("This is not a list. Save it as .xlsx, or as .csv separated by semicolons."),
    "no_header": _(
        "No row with headings was found. One row must say what the columns hold, for example"
        " “Apellidos y nombres” and “Sexo”."
    ),
    "no_rows": _("There are headings and nobody below them."),
}

#: What keeps a row out: the problem and the remedy.
PROBLEMS = {
    "names_not_mapped": (
        _("No column holds the names."),
        _("Say which column holds surnames and given names."),
    ),
    "sex_not_mapped": (_("No column holds the sex."), _("Add a column “Sexo” with varón or mujer.")),
    "consent_date_not_mapped": (
        _("There are consents and no date of consent."),
        _("Add a column “Fecha de consentimiento”."),
    ),
    "column_mapped_twice": (_("Two columns are read as the same thing."), _("Leave one of them out.")),
    "not_a_name": (_("“%(value)s” is not a name."), _("Write letters only.")),
    "name_too_long": (_("The name is too long."), _("Shorten it to 60 letters.")),
    "name_without_comma": (
        _("Surnames and given names are not told apart."),
        _("Write a comma between them: QUISPE HUAMÁN, Rosa."),
    ),
    "surnames_missing": (_("The surnames are missing."), _("Write them, or delete the row.")),
    "given_names_missing": (_("The given names are missing."), _("Write them, or delete the row.")),
    "sex_missing": (_("The sex is missing."), _("Write varón or mujer.")),
    "sex_unknown": (_("“%(value)s” is not a sex we know."), _("Write varón or mujer.")),
    "sex_m_unclear": (
        _("“M” may mean masculino or mujer in this list."),
        _("Write varón or mujer in full."),
    ),
    "language_unknown": (
        _("“%(value)s” is not a language we know."),
        _("Write castellano, quechua, aymara or inglés."),
    ),
    "reading_unknown": (
        _("“%(value)s” does not say how the person reads."),
        _("Write sí, con ayuda or no."),
    ),
    "not_yes_or_no": (_("“%(value)s” is neither yes nor no."), _("Write sí, no, or leave the cell empty.")),
    "not_a_day": (_("“%(value)s” is not a date."), _("Write it as day/month/year, like 05/03/2026.")),
    "no_such_day": (
        _("“%(value)s” does not exist in the calendar."),
        _("Look up the right day on the paper and write it as day/month/year."),
    ),
    "day_to_come": (_("“%(value)s” is still to come."), _("Correct the day, the month or the year.")),
    "day_too_old": (_("“%(value)s” is too long ago."), _("Correct the year.")),
    "birth_unlikely": (
        _("“%(value)s” cannot be when this person was born."),
        _("Correct the date or year of birth."),
    ),
    "consent_without_day": (
        _("There is a consent and no date."),
        _("Write the day on which the person answered, or empty the consent."),
    ),
    "consent_form_unknown": (
        _("“%(value)s” is not a form of consent."),
        _("Write escrito or oral."),
    ),
    "witness_missing": (
        _("An oral consent has no witness."),
        _("Write the role or code of the witness, not the name."),
    ),
    "text_too_long": (_("The text is too long."), _("Shorten it to %(longest)s characters.")),
    "same_as_row": (
        _("The row says the same as row %(other)s."),
        _("Delete one of the two, or correct it if they are two people."),
    ),
    "external_id_repeated": (
        _("The code is also in row %(other)s."),
        _("Give each person their own code."),
    ),
    "person_chosen_twice": (
        _("Row %(other)s is %(code)s too."),
        _("Choose another person for one of the two rows, or “another person”."),
    ),
    "key_taken": (
        _("The row was brought in before as somebody else."),
        _("Choose “another person” for it."),
    ),
    "no_free_code": (_("No free code was found."), _("Try again.")),
    "name_here_already": (
        _("Somebody of this name is here already (%(codes)s)."),
        _("Say whether it is the same person or another."),
    ),
}

NOTICES = {
    "column_left_out": _("Column “%(column)s” is not brought in."),
    "column_forbidden": _("Column “%(column)s” is never kept: the programme does not need it."),
    "known_by_another_name": _(
        "Row %(row)s is %(code)s, whose name is spelt otherwise here. Nothing changes."
    ),
    "namesakes": _("Rows %(rows)s share one name: they become different people."),
}

REFUSALS = {
    "NotHere": _("This person is not at a facility of yours today. Nothing was changed."),
    "AlreadyElsewhere": _("The person had not arrived on that day. Choose a later day."),
    "NoStandingConsent": _("There is no consent for this purpose that could be withdrawn."),
    "NoIdentity": _("The name of this person was erased and cannot be corrected."),
    "OutOfScope": _("You are not posted at the other facility. End the stay here; they record the arrival."),
}

CODE_TYPO = _(
    "“%(code)s” has a typing error: the last symbol does not fit the others. Look at the code again."
)


def problem(code: str, details: Mapping[str, str | int]) -> tuple[str, str]:
    """The problem and the remedy in the reader's language."""
    said, remedy = PROBLEMS[code]
    return str(said) % details, str(remedy) % details


def notice(code: str, row: int | None, details: Mapping[str, str | int] | None) -> str:
    """One sentence for something to look at."""
    return str(NOTICES[code]) % {"row": row, **(details or {})}


def refusal(failure: Exception) -> str:
    """What to tell the person whose act was refused."""
    return str(REFUSALS[type(failure).__name__])
