"""Certificate: what was given out, frozen; states change, rows stay. Its key apart, and the folio book."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.certificates.querysets import CertificateQuerySet


class Certificate(scope.FacilityScoped):
    """A frozen snapshot of every printed string, its hash, and the hash of the stored PDF."""

    class Kind(models.TextChoices):
        COMPLETION = "completion", _("certificate")
        PARTICIPATION = "participation", _("participation record")

    class State(models.TextChoices):
        ACTIVE = "active", _("valid")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")
        ERASED = "erased", _("erased")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(
        "assessments.Participant", on_delete=models.PROTECT, related_name="certificates"
    )
    enrolment = models.ForeignKey(
        "assessments.Enrolment", on_delete=models.PROTECT, related_name="certificates"
    )
    programme_key = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.COMPLETION)
    code = models.CharField(_("code"), max_length=16, unique=True)
    folio = models.CharField(_("folio"), max_length=20, unique=True)
    language = models.CharField(max_length=8)
    sealed_snapshot = models.BinaryField()
    snapshot_sha256 = models.CharField(max_length=64)
    # Both are set once, together, when the PDF is printed.
    template_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = CertificateQuerySet.as_manager()

    agrees_with = ("enrolment",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                name="one_active_certificate_per_holder_programme_and_kind",
                fields=["participant", "programme_key", "kind"],
                condition=Q(state="active"),
            )
        ]

    def __str__(self):
        return self.folio


class CertificateKey(scope.Scoped):
    """The key of one certificate's snapshot and PDF, sealed: rotation seals it anew, erasure deletes it."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, primary_key=True, related_name="key"
    )
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)

    wagtail_reference_index_ignore = True

    class Meta(scope.Scoped.Meta):
        pass

    @classmethod
    def scope_filter(cls, facilities):
        return Q(certificate__facility_id__in=facilities)

    def __str__(self):
        return str(self.certificate_id)


class FolioBook(models.Model):
    """The last folio of a year; its row is locked while the next one is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.year}: {self.last}"
