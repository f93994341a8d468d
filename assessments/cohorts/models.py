"""Cohort and Enrolment: a group taking one programme version at one facility, and its dated members."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.cohorts.querysets import CohortQuerySet, EnrolmentQuerySet


class Cohort(scope.FacilityScoped):
    """A group pinned to one programme version, by key and content hash, never by a foreign key."""

    class Composition(models.TextChoices):
        WOMEN = "women", _("women")
        MEN = "men", _("men")
        MIXED = "mixed", _("women and men")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=24, unique=True)
    name = models.CharField(_("name"), max_length=80)
    programme_key = models.UUIDField()
    programme_title = models.CharField(_("programme"), max_length=160)
    programme_sha256 = models.CharField(max_length=64)
    programme_version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=8)
    lessons_total = models.PositiveSmallIntegerField(_("lessons"))
    composition = models.CharField(
        _("composition"), max_length=6, choices=Composition.choices, default=Composition.MIXED
    )
    place = models.CharField(_("room or place"), max_length=80, blank=True)
    starts_on = models.DateField(_("first session"))
    at = models.TimeField(_("time"))
    every_days = models.PositiveSmallIntegerField(_("every … days"), default=15)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    capacity = models.PositiveSmallIntegerField(_("places"), default=30)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("lead facilitator"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CohortQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")

    def __str__(self):
        return self.code


class Enrolment(scope.FacilityScoped):
    """Membership from a day until another (not included), ended with a reason."""

    facility = scope.facility_key(db_index=False)
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    participant = models.ForeignKey(
        "assessments.Participant", on_delete=models.PROTECT, related_name="enrolments"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    agrees_with = ("cohort",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                name="one_open_enrolment_per_person_and_cohort",
                fields=["cohort", "participant"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="enrolment_ends_with_a_reason_not_before_it_begins",
                condition=Q(ends_on__isnull=True, end_reason="")
                | (Q(ends_on__gte=F("starts_on")) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self):
        return str(self.pk)
