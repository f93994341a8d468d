"""Certificates in Wagtail's admin: folios and states, listed and inspected; issued in the workspace."""

from typing import ClassVar

from assessments.access.roles import Action
from assessments.access.viewsets import RecordViewSet
from assessments.certificates.models import Certificate


class CertificateViewSet(RecordViewSet):
    model = Certificate
    icon = "success"
    name = "certificates"
    list_display = ("folio", "participant", "facility", "kind", "state", "issued_at")
    list_filter = ("facility", "state", "kind", "issued_at")
    list_export = list_display
    search_fields = ("folio", "participant__code")
    ordering = ("-issued_at", "folio")
    inspect_view_fields = (*list_display, "language", "issued_by", "ended_at", "pdf_sha256")
    allowed: ClassVar = {"view": Action.SEE_CERTIFICATES}
