"""Everything that a certificate prints, as one frozen value with one canonical spelling."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from assessments.certificates import numbering, texts

SCHEMA = 1


@dataclass(frozen=True)
class Facts:
    """What is known of a person before there is a number: all of it is printed, none of it is internal."""

    name: str
    title: str
    issuer: str
    place: str
    language: str
    minutes: int
    first_on: date
    last_on: date
    issued_on: date


@dataclass(frozen=True)
class Snapshot:
    """The printed strings; ``issued_on`` is ISO, everything else stands on the paper as it is here."""

    language: str
    heading: str
    given_to: str
    name: str
    done: str
    title: str
    detail: str
    thanks: str
    issuer: str
    place_and_date: str
    signature_1: str
    signature_2: str
    check: str
    check_at: str
    qr_alt: str
    code_label: str
    code: str
    folio_label: str
    folio: str
    document_title: str
    qr: str
    hours: str
    issued_on: str

    @property
    def code_shown(self) -> str:
        """The code in groups of four."""
        return numbering.display(self.code)

    def canonical(self) -> str:
        """One spelling for one content."""
        return json.dumps(
            {"schema": SCHEMA, **asdict(self)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    def sha256(self) -> str:
        """Names the content; kept beside the sealed snapshot."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def compose(facts: Facts, public_url: str) -> Snapshot:
    """The certificate without its numbers, ready for the check of its words."""
    language = facts.language
    said = texts.words(language)
    fixed = {
        name: said[name]
        for name in ("heading", "given_to", "done", "thanks", "signature_1", "signature_2", "check")
    }
    return Snapshot(
        language=language,
        name=facts.name,
        title=facts.title,
        detail=texts.detail(facts.minutes, facts.first_on, facts.last_on, language),
        issuer=facts.issuer,
        place_and_date=texts.place_and_date(facts.place, facts.issued_on, language),
        check_at=_without_scheme(public_url) + "/C/",
        qr_alt=said["qr_alt"],
        code_label=said["code_label"],
        code="",
        folio_label=said["folio_label"],
        folio="",
        document_title=said["heading"],
        qr=public_url.rstrip("/").upper() + "/C/",
        hours=texts.hours(facts.minutes, language),
        issued_on=facts.issued_on.isoformat(),
        **fixed,
    )


def numbered(snapshot: Snapshot, code: str, folio: str) -> Snapshot:
    """The certificate with its code and folio; the address is upper case to keep the QR small."""
    title = texts.words(snapshot.language)["document_title"].format(folio=folio)
    return replace(snapshot, code=code, folio=folio, document_title=title, qr=snapshot.qr + code)


def read(canonical: str) -> Snapshot:
    """The snapshot that was kept."""
    found = json.loads(canonical)
    found.pop("schema")
    return Snapshot(**found)


def _without_scheme(url: str) -> str:
    return url.rstrip("/").split("://", 1)[-1]
