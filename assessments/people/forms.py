"""Typed input about people: who comes, what is corrected, what was agreed, who moves, which list."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.facilities.models import Facility, Unit
from assessments.people import phrases, register
from assessments.people.identity import Name
from assessments.people.importing import cells
from assessments.people.importing.headings import Field
from assessments.people.models import Consent, Participant
from assessments.people.operations import Answer, Newcomer
from assessments.people.register import HERE, LEFT, Filters


def _day(**kwargs):
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def _refuse_days_to_come(day, facility):
    if day and day > register.today_at(facility):
        raise forms.ValidationError(_("This day is still to come."))
    return day


class SearchForm(forms.Form):
    """Search and filters of the list; whatever is no choice is ignored."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("all units")
    )
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("", _("women and men")), *Participant.Sex.choices], required=False
    )
    standing = forms.ChoiceField(
        label=_("Who"), choices=[(HERE, _("here today")), (LEFT, _("left"))], required=False
    )
    lacks = forms.ChoiceField(
        label=_("Without consent for"), choices=[("", "—"), *Consent.Purpose.choices], required=False
    )

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(facility=facility).order_by("order", "name")

    def filters(self) -> Filters:
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        unit = asked.get("unit")
        return Filters(
            words=asked.get("q", ""),
            unit=unit.pk if unit else None,
            sex=asked.get("sex", ""),
            standing=asked.get("standing") or HERE,
            lacks_consent=asked.get("lacks", ""),
        )


class NameForm(forms.Form):
    """The name as it is printed on a certificate."""

    surnames = forms.CharField(label=_("Surnames"), max_length=cells.LONGEST_NAME)
    given_names = forms.CharField(label=_("Given names"), max_length=cells.LONGEST_NAME)

    def clean_surnames(self):
        return self._letters("surnames")

    def clean_given_names(self):
        return self._letters("given_names")

    def _letters(self, field):
        typed = self.cleaned_data[field]
        try:
            return cells.name(typed)
        except cells.Unclear as unclear:
            said, remedy = phrases.problem(unclear.code, {"value": typed[:40]})
            raise forms.ValidationError(f"{said} {remedy}") from unclear

    def name(self) -> Name:
        return Name(self.cleaned_data["given_names"], self.cleaned_data["surnames"])


class PersonForm(NameForm):
    """A person who arrives. The year of birth is kept as five years; the key makes sending twice harmless."""

    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Participant.Sex.choices])
    language = forms.ChoiceField(label=_("Language"), choices=list(phrases.LANGUAGES.items()), initial="es")
    reading_support = forms.ChoiceField(label=_("Reading"), choices=Participant.ReadingSupport.choices)
    birth_year = forms.CharField(
        label=_("Year of birth"),
        required=False,
        max_length=4,
        help_text=_("Only the five years around it are kept."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label="—"
    )
    from_on = _day(label=_("At the facility since"))
    another_person = forms.BooleanField(
        label=_("It is another person of the same name"), required=False, widget=forms.HiddenInput
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, **kwargs)
        self.facility = facility
        self.fields["unit"].queryset = Unit.objects.filter(facility=facility).order_by("order", "name")
        self.fields["from_on"].initial = register.today_at(facility)

    def clean_from_on(self):
        return _refuse_days_to_come(self.cleaned_data["from_on"], self.facility)

    def clean_birth_year(self):
        typed = self.cleaned_data["birth_year"]
        try:
            return cells.birth_band(typed, register.today_at(self.facility))
        except cells.Unclear as unclear:
            said, remedy = phrases.problem(unclear.code, {"value": typed})
            raise forms.ValidationError(f"{said} {remedy}") from unclear

    def ask_about_namesakes(self, codes):
        """Show the question whether it is another person, and refuse until it is answered."""
        self.fields["another_person"].widget = forms.CheckboxInput()
        said = _("Somebody of this name is here already (%(codes)s). Look at that page first.")
        self.add_error("another_person", said % {"codes": ", ".join(codes)})

    def newcomer(self) -> Newcomer:
        typed = self.cleaned_data
        return Newcomer(
            name=self.name(),
            sex=typed["sex"],
            from_on=typed["from_on"],
            unit=typed["unit"],
            language=typed["language"],
            reading_support=typed["reading_support"],
            birth_band=typed["birth_year"],
        )


class ConsentForm(forms.Form):
    """What the person said about one purpose."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Consent.Purpose.choices)
    given = forms.TypedChoiceField(
        label=_("The person"),
        choices=[("yes", _("agrees")), ("no", _("does not agree"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(label=_("Form of the consent"), choices=Consent.Form.choices)
    witness = forms.CharField(
        label=_("Witness"), max_length=60, required=False, help_text=_("A role or a code, never a name.")
    )
    on = _day(label=_("Day of the answer"))

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, **kwargs)
        self.facility = facility
        self.fields["on"].initial = register.today_at(facility)

    def clean_on(self):
        return _refuse_days_to_come(self.cleaned_data["on"], self.facility)

    def clean(self):
        typed = super().clean()
        if typed.get("form") == Consent.Form.ORAL and not typed.get("witness"):
            self.add_error("witness", _("An oral consent needs a witness: write the role or code."))
        return typed

    def answer(self) -> Answer:
        return Answer(**self.cleaned_data)


class StayForm(forms.Form):
    """Where the person goes and from when; no facility means that the person leaves."""

    to = forms.ModelChoiceField(
        label=_("Where to"),
        queryset=Facility.objects.none(),
        required=False,
        empty_label=_("out of our facilities"),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label="—"
    )
    on = _day(
        label=_("From which day"),
        help_text=_("The first day on which the person is no longer where they were."),
    )

    def __init__(self, *args, facility, facilities, **kwargs):
        super().__init__(*args, **kwargs)
        self.facility = facility
        self.fields["to"].queryset = facilities.order_by("name")
        self.fields["to"].initial = facility
        units = Unit.objects.filter(facility__in=facilities).select_related("facility")
        self.fields["unit"].queryset = units.order_by("facility__name", "order", "name")
        self.fields["unit"].label_from_instance = lambda unit: f"{unit.facility.name} · {unit.name}"
        self.fields["on"].initial = register.today_at(facility)

    def clean_on(self):
        return _refuse_days_to_come(self.cleaned_data["on"], self.facility)

    def clean(self):
        typed = super().clean()
        unit, to = typed.get("unit"), typed.get("to")
        if unit and (to is None or unit.facility_id != to.pk):
            self.add_error("unit", _("This unit belongs to another facility."))
        return typed


class UploadForm(forms.Form):
    """Which list, for which facility."""

    facility = forms.ModelChoiceField(label=_("Facility"), queryset=Facility.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("List"),
        help_text=_(
            "An Excel workbook (.xlsx) or a .csv. Nothing is written before you have seen a preview."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args, facilities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facility"].queryset = facilities.order_by("name")


class TermsForm(forms.Form):
    """One choice per column of the list and one per row whose name is here already."""

    def __init__(self, *args, header, questions, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        columns = [("", _("not brought in")), *((field.value, phrases.FIELDS[field]) for field in Field)]
        for index, heading in header:
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=heading or "—", choices=columns, required=False, initial=mapping.get(index, "")
            )
        for one in questions:
            self.fields[f"row-{one.row}"] = forms.ChoiceField(
                label=_("Row %(row)s: %(name)s") % {"row": one.row, "name": one.name},
                choices=[
                    ("", _("choose")),
                    *((code, _("the same person: %(code)s") % {"code": code}) for code in one.candidates),
                    ("new", _("another person")),
                ],
                required=True,
                initial=one.answer,
            )
