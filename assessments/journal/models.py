"""AuditEntry: who did what, when; append-only, guarded by database triggers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments import scope


class AuditEntry(scope.Scoped):
    """One act. Holds ids and field names, never values of personal fields (TRUST.md section 3)."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    verb = models.CharField(_("act"), max_length=60)
    facility = models.ForeignKey(
        "assessments.Facility",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("facility"),
    )
    subject_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    subject_id = models.CharField(_("record"), max_length=64, blank=True)
    fields = models.JSONField(_("fields"), default=list)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta(scope.Scoped.Meta):
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["facility", "-at"], name="audit_by_facility"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
        ]

    @classmethod
    def scope_filter(cls, facilities):
        return models.Q(facility_id__in=facilities)

    def __str__(self):
        return f"{self.verb} {self.subject_type} {self.subject_id}".strip()
