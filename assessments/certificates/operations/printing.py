"""Prints what was issued: bytes into the archive, their hash into the row, once."""

import logging
from collections.abc import Sequence

from django.db import transaction

from assessments.certificates import archive, rendering
from assessments.certificates.models import Certificate

logger = logging.getLogger("assessments.certificates")


def print_certificates(certificates: Sequence[Certificate]) -> int:
    """Print the certificates that have no PDF yet; returns how many were printed.

    Layout of many at once is quick; when one of them cannot be printed the others are printed one by one.
    """
    waiting = [one for one in certificates if not one.pdf_sha256]
    printed = 0
    for start in range(0, len(waiting), rendering.CHUNK):
        chunk = waiting[start : start + rendering.CHUNK]
        try:
            printed += _print(chunk)
        except Exception:
            logger.exception("A group of %d certificates could not be printed at once.", len(chunk))
            printed += sum(_print_alone(one) for one in chunk)
    return printed


def _print_alone(certificate: Certificate) -> int:
    try:
        return _print([certificate])
    except Exception:
        logger.exception("Certificate %s could not be printed.", certificate.folio)
        return 0


def _print(chunk: Sequence[Certificate]) -> int:
    template = rendering.template_sha256()
    files = rendering.render([archive.snapshot_of(one) for one in chunk])
    hashes = [archive.keep_pdf(one, file) for one, file in zip(chunk, files, strict=True)]
    with transaction.atomic():
        for certificate, sha256 in zip(chunk, hashes, strict=True):
            written = {"pdf_sha256": sha256, "template_sha256": template}
            Certificate.objects.filter(pk=certificate.pk, pdf_sha256="").update(**written)
            certificate.pdf_sha256, certificate.template_sha256 = sha256, template
    return len(chunk)
