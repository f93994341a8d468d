"""Posting: who works where, as what, from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.access.phrases import ROLE_CHOICES
from assessments.access.querysets import PostingQuerySet


class Posting(scope.Scoped):
    """A user's role at one facility, or in the whole country with a reason and an end."""

    class Reach(models.TextChoices):
        FACILITY = "facility", _("one facility")
        NATIONAL = "national", _("whole country")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    reach = models.CharField(_("reach"), max_length=10, choices=Reach.choices, default=Reach.FACILITY)
    facility = models.ForeignKey(
        "assessments.Facility",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("facility"),
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta(scope.Scoped.Meta):
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.CheckConstraint(
                name="posting_names_a_facility_unless_national",
                condition=Q(reach="facility", facility__isnull=False)
                | Q(reach="national", facility__isnull=True),
            ),
            models.CheckConstraint(
                name="national_posting_has_reason_and_end",
                condition=Q(reach="facility") | (Q(until_on__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                # Equal days are a posting that was taken back before it was ever in force.
                name="posting_ends_not_before_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
        ]

    @classmethod
    def scope_filter(cls, facilities):
        return models.Q(facility_id__in=facilities)

    def check_scope(self):
        if not scope.current().includes(self.facility_id):
            raise scope.OutOfScope("A posting outside the scope.")

    def __str__(self):
        return f"{self.user_id} {self.role}"
