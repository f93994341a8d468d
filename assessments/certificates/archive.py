"""Where printed certificates lie: private storage, named by the hash of the plain PDF, sealed at rest."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from assessments import vault
from assessments.certificates import sealing
from assessments.certificates.models import Certificate
from assessments.certificates.snapshot import Snapshot, read
from assessments.conf import conf


class Missing(Exception):
    """The file is not where it should be, or its bytes are not those that were printed."""


def key_of(certificate: Certificate) -> bytes:
    """The certificate's own key."""
    row = certificate.key
    return sealing.open_key(row.sealed, key_id=row.key_id, certificate_id=certificate.pk)


def snapshot_of(certificate: Certificate) -> Snapshot:
    """What was printed, as it was frozen."""
    plain = sealing.unlock(key_of(certificate), certificate.sealed_snapshot, what="snapshot")
    if hashlib.sha256(plain).hexdigest() != certificate.snapshot_sha256:
        raise Missing(certificate.folio)
    return read(plain.decode())


def keep_pdf(certificate: Certificate, pdf: bytes) -> str:
    """Put a printed PDF away and return its hash; after this call it is on the disk."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    write_whole(_path(sha256), sealing.lock(key_of(certificate), pdf, what="pdf"))
    return sha256


def pdf_of(certificate: Certificate) -> bytes:
    """The bytes that were given out."""
    if not certificate.pdf_sha256 or certificate.state == Certificate.State.ERASED:
        raise Missing(certificate.folio)
    try:
        pdf = sealing.unlock(key_of(certificate), _path(certificate.pdf_sha256).read_bytes(), what="pdf")
    except (FileNotFoundError, vault.VaultError) as problem:
        raise Missing(certificate.folio) from problem
    if hashlib.sha256(pdf).hexdigest() != certificate.pdf_sha256:
        raise Missing(certificate.folio)
    return pdf


def drop_pdf(certificate: Certificate) -> None:
    """Delete the file of an erased certificate."""
    if certificate.pdf_sha256:
        _path(certificate.pdf_sha256).unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either there with all its bytes or not at all, readable by its owner only."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _path(sha256: str) -> Path:
    return conf.private("certificates", sha256[:2], sha256 + ".pdf")
