"""Participant and what hangs on the person: identity apart and encrypted, stays, consents, external ids."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.people.querysets import ConsentQuerySet, ParticipantQuerySet, StayQuerySet


def _of_current_stays(facilities) -> Q:
    """Rows of people who are in one of ``facilities`` today, looked up person by person.

    A list of everybody who is there would be made anew for every question, however few rows it asks for.
    """
    stays = Stay.objects.filter(participant_id=OuterRef("participant_id"), facility_id__in=facilities)
    return Q(Exists(stays.current()))


class Participant(scope.Scoped):
    """An incarcerated parent: never a user, shown by code; a past stay still shows the code."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("woman")
        MALE = "male", _("man")

    class ReadingSupport(models.TextChoices):
        NONE = "none", _("reads alone")
        SOME = "some", _("reads with help")
        FULL = "full", _("does not read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=6, unique=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices)
    language = models.CharField(_("language"), max_length=8, default="es")
    reading_support = models.CharField(
        _("reading"), max_length=4, choices=ReadingSupport.choices, default=ReadingSupport.NONE
    )
    birth_band = models.CharField(_("born between"), max_length=9, blank=True)
    # Its index leaves out the many who were never merged: counted, they make it look useless to SQLite.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ParticipantQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(scope.Scoped.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(
                name="participant_by_merged_into",
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
            )
        ]

    @classmethod
    def scope_filter(cls, facilities):
        # A list, since people are counted and listed too: from everybody who ever was there, not everywhere.
        return Q(pk__in=Stay.objects.filter(facility_id__in=facilities).values("participant_id"))

    def __str__(self):
        return self.code


class Identity(scope.Scoped):
    """Names and an optional national id, encrypted; readable only where the person is today."""

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, primary_key=True, related_name="identity"
    )
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)

    wagtail_reference_index_ignore = True

    class Meta(scope.Scoped.Meta):
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    @classmethod
    def scope_filter(cls, facilities):
        return _of_current_stays(facilities)

    def __str__(self):
        return str(self.participant_id)


class Stay(scope.FacilityScoped):
    """A participant is in a facility from a day until another (not included); decides who sees them."""

    facility = scope.facility_key(db_index=False)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="stays", db_index=False
    )
    unit = models.ForeignKey(
        "assessments.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = StayQuerySet.as_manager()

    agrees_with = ("unit",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        constraints = [
            models.UniqueConstraint(
                name="one_open_stay_per_person", fields=["participant"], condition=Q(until_on__isnull=True)
            ),
            models.CheckConstraint(
                name="stay_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["facility", "until_on"], name="stay_by_facility"),
            models.Index(fields=["participant", "facility", "from_on", "until_on"], name="stay_by_person"),
        ]

    def __str__(self):
        return str(self.participant_id)


class Consent(scope.Scoped):
    """A dated yes or no for one purpose; withdrawing keeps the row and acts at once."""

    class Purpose(models.TextChoices):
        PROGRAMME = "programme", _("taking part")
        MEASURES = "measures", _("questionnaires")
        CONTACT = "contact", _("contact with children")
        CERTIFICATE = "certificate", _("certificate")
        IMAGE = "image", _("image")

    class Form(models.TextChoices):
        WRITTEN = "written", _("written")
        ORAL = "oral", _("oral, with a witness")

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    given = models.BooleanField(_("agreed"))
    form = models.CharField(_("form"), max_length=8, choices=Form.choices, default=Form.WRITTEN)
    witness = models.CharField(
        _("witness"), max_length=60, blank=True, help_text=_("A role or a code, never a name.")
    )
    on = models.DateField(_("on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    # Empty where the operator of the server brought in a list from the shell.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(scope.Scoped.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                name="one_standing_answer_per_purpose",
                fields=["participant", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="oral_consent_has_a_witness", condition=~Q(form="oral") | ~Q(witness="")
            ),
        ]

    @classmethod
    def scope_filter(cls, facilities):
        return _of_current_stays(facilities)

    def __str__(self):
        return f"{self.participant_id} {self.purpose}"


class ExternalId(scope.Scoped):
    """The key that makes a second import harmless: (source, value) of a mapped column."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="external_ids")
    source = models.CharField(max_length=80)
    value = models.CharField(max_length=80)

    wagtail_reference_index_ignore = True

    class Meta(scope.Scoped.Meta):
        constraints = [models.UniqueConstraint(name="one_person_per_external_id", fields=["source", "value"])]

    @classmethod
    def scope_filter(cls, facilities):
        return _of_current_stays(facilities)

    def __str__(self):
        return f"{self.source} {self.participant_id}"
