"""Instruments, their frozen versions, and what people answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.measures.querysets import AdministrationQuerySet, InstrumentVersionQuerySet


class Instrument(models.Model):
    """A questionnaire or test under a stable slug."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self):
        return self.slug


class InstrumentVersion(models.Model):
    """A frozen definition: canonical JSON and its checksum."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    semver = models.CharField(_("version"), max_length=20)
    definition = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument version")
        verbose_name_plural = _("instrument versions")
        constraints = [
            models.UniqueConstraint(name="one_definition_per_version", fields=["instrument", "semver"])
        ]

    def __str__(self):
        return f"{self.instrument_id} {self.semver}"


class AssessmentPlan(models.Model):
    """Which instrument a programme uses at baseline and endline, and its one primary scale."""

    programme_key = models.UUIDField(unique=True)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="plans")
    baseline_form = models.CharField(_("form at the start"), max_length=8, default="A")
    endline_form = models.CharField(_("form at the end"), max_length=8, default="A")
    primary_scale = models.CharField(_("primary scale"), max_length=40)

    class Meta:
        verbose_name = _("assessment plan")
        verbose_name_plural = _("assessment plans")

    def __str__(self):
        return str(self.programme_key)


class Administration(scope.FacilityScoped):
    """One person, one instrument version, one occasion: what the ops of one sheet add up to.

    A person who was moved may answer again in the next cohort: the enrolment tells the two apart.
    """

    class Occasion(models.TextChoices):
        BASELINE = "baseline", _("at the start")
        ENDLINE = "endline", _("at the end")

    class Mode(models.TextChoices):
        SELF = "self", _("answered alone")
        READ_ALOUD = "read_aloud", _("read aloud")
        PAPER_KEYED = "paper_keyed", _("on paper, typed in")

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("answered")
        REFUSED = "refused", _("offered, did not want to")
        NOT_POSSIBLE = "not_possible", _("offered, was not possible")

    facility = scope.facility_key(db_index=False)
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(
        "assessments.Participant", on_delete=models.PROTECT, related_name="administrations"
    )
    enrolment = models.ForeignKey(
        "assessments.Enrolment", on_delete=models.PROTECT, related_name="administrations"
    )
    programme_key = models.UUIDField()
    programme_sha256 = models.CharField(max_length=64)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="administrations")
    form = models.CharField(_("form"), max_length=8)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices)
    language = models.CharField(_("language"), max_length=8)
    on = models.DateField(_("day"))
    sessions_before = models.PositiveSmallIntegerField(_("sessions attended before"))
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    in_conflict = models.BooleanField(_("in conflict"), default=False)

    objects = AdministrationQuerySet.as_manager()

    agrees_with = ("enrolment",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("administration")
        verbose_name_plural = _("administrations")
        constraints = [
            models.UniqueConstraint(
                name="one_administration_per_enrolment_version_and_occasion",
                fields=["enrolment", "version", "occasion"],
            )
        ]

    def __str__(self):
        return f"{self.occasion} {self.pk}"


class ItemResponse(scope.FacilityScoped):
    """The answer to one item, or why there is none."""

    facility = scope.facility_key(db_index=False)
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="responses")
    link_id = models.CharField(max_length=20)
    value = models.CharField(max_length=20, blank=True)
    missing = models.CharField(max_length=12, blank=True)

    agrees_with = ("administration",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        constraints = [
            models.UniqueConstraint(name="one_answer_per_item", fields=["administration", "link_id"]),
            models.CheckConstraint(name="an_answer_or_a_reason", condition=Q(value="") ^ Q(missing="")),
        ]

    def __str__(self):
        return f"{self.administration_id} {self.link_id}"


class ScaleScore(scope.FacilityScoped):
    """A derived score, stamped with the scoring version; a command can compute it again."""

    facility = scope.facility_key(db_index=False)
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="scores")
    scale = models.CharField(max_length=40)
    value = models.FloatField(null=True)
    n_answered = models.PositiveSmallIntegerField()
    prorated = models.BooleanField(default=False)
    scoring_version = models.CharField(max_length=20)

    agrees_with = ("administration",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        constraints = [
            models.UniqueConstraint(name="one_score_per_scale", fields=["administration", "scale"])
        ]

    def __str__(self):
        return f"{self.administration_id} {self.scale}"
