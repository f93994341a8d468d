"""What a coordinator types to open a cohort; the choices are those of the scope in force."""

from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.access.models import Posting
from assessments.access.roles import Role
from assessments.cohorts import phrases as cohort_phrases
from assessments.cohorts.models import Cohort
from assessments.cohorts.operations import Opening
from assessments.facilities.models import ClosedDay, Facility
from assessments.sessions import phrases, recurrence
from curriculum import outline

LEADING_ROLES = [role.value for role in (Role.FACILITATOR, Role.PSYCHOLOGIST, Role.COORDINATOR)]


class OpeningForm(forms.Form):
    """Programme, place and rhythm of a new cohort."""

    facility = forms.ModelChoiceField(Facility.objects.none(), label=_("Facility"), empty_label=None)
    programme = forms.ChoiceField(label=_("Programme"))
    name = forms.CharField(label=_("Name of the group"), max_length=80)
    code = forms.CharField(
        label=_("Short code"),
        max_length=24,
        help_text=_("It stands on sheets and reports, for example A-2026-1."),
    )
    starts_on = forms.DateField(
        label=_("First session"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    every_days = forms.IntegerField(label=_("Every … days"), min_value=1, max_value=366, initial=15)
    count = forms.IntegerField(
        label=_("Number of sessions"),
        min_value=1,
        max_value=recurrence.MAX_COUNT,
        required=False,
        help_text=_("Left empty: one for each lesson of the programme."),
    )
    minutes = forms.IntegerField(label=_("Minutes of a session"), min_value=10, max_value=480, initial=90)
    place = forms.CharField(label=_("Room or place"), max_length=80, required=False)
    composition = forms.ChoiceField(
        label=_("Who takes part"), choices=Cohort.Composition.choices, initial=Cohort.Composition.MIXED
    )
    lead = forms.ChoiceField(
        label=_("Lead facilitator"),
        required=False,
        help_text=_("When two people mark the same row differently, this person's mark is shown first."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facility"].queryset = Facility.objects.active().order_by("name")
        self.programmes = {f"{one.key}|{one.language}": one for one in outline.programmes()}
        self.fields["programme"].choices = [
            (key, _programme_words(one)) for key, one in self.programmes.items()
        ]
        self.leads = {str(posting.user_id): posting for posting in _leads()}
        names = [(key, _user_words(posting.user)) for key, posting in self.leads.items()]
        self.fields["lead"].choices = [("", _("nobody yet")), *names]

    def clean_programme(self):
        chosen = self.cleaned_data["programme"]
        if not self.programmes[chosen].lessons:
            raise forms.ValidationError(cohort_phrases.NO_LESSONS)
        return chosen

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if not recurrence.FIRST_YEAR <= day.year <= recurrence.LAST_YEAR:
            raise forms.ValidationError(phrases.SERIES_REFUSALS[recurrence.Refusal.START_OUT_OF_RANGE])
        return day

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        key = self.data.get("key", "")
        if Cohort.objects.filter(code=code).exclude(pk=_uuid(key)).exists():
            raise forms.ValidationError(cohort_phrases.CODE_TAKEN)
        return code

    def opening(self) -> Opening:
        """The typed values for the operation."""
        typed = self.cleaned_data
        key, _, language = typed["programme"].partition("|")
        lead = self.leads.get(typed["lead"])
        same = ("code", "name", "starts_on", "at", "every_days", "minutes", "place", "composition")
        return Opening(
            programme_key=UUID(key),
            language=language,
            lead=lead.user if lead else None,
            **{name: typed[name] for name in same},
        )

    def session_count(self) -> int:
        """How many sessions: as typed, or one a lesson."""
        return self.cleaned_data["count"] or len(self.programmes[self.cleaned_data["programme"]].lessons)

    def closed_days(self) -> set:
        """The days on which nothing can be held there."""
        days = ClosedDay.objects.filter(facility=self.cleaned_data["facility"])
        return set(days.values_list("on", flat=True))


def _leads():
    postings = Posting.objects.active_on(timezone.localdate()).filter(
        role__in=LEADING_ROLES, facility__isnull=False
    )
    return postings.select_related("user").order_by("user__last_name", "user__username")


def _programme_words(one: outline.ProgrammeOutline) -> str:
    lessons = len(one.lessons)
    words = ngettext("%(title)s (one lesson)", "%(title)s (%(count)s lessons)", lessons)
    return words % {"title": one.title, "count": lessons}


def _user_words(user) -> str:
    return user.get_full_name() or user.get_username()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
