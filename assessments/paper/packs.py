"""What can be printed for a session, and for how many people (QUERIES)."""

from dataclasses import dataclass
from typing import Any

from assessments.cohorts import standing
from assessments.cohorts.models import Enrolment
from assessments.paper.choices import Expected
from assessments.people.models import Participant
from assessments.sessions import ledger, register
from assessments.sessions.ledger import Ledger
from assessments.sessions.models import Session
from curriculum import outline


@dataclass(frozen=True)
class Offer:
    """The parts that this session has: without a lesson only its register."""

    session: Session
    members: tuple[Enrolment, ...]
    has_lesson: bool
    has_handouts: bool = False
    has_checklist: bool = False

    @property
    def expected(self) -> Expected:
        """Who reads alone, and who gets large print."""
        alone = Participant.ReadingSupport.NONE
        reads = [one.participant.reading_support for one in self.members]
        return Expected(alone=reads.count(alone), helped=len(reads) - reads.count(alone))

    @property
    def is_without_text(self) -> bool:
        """Whether the session names a lesson whose text is not kept here."""
        return bool(self.session.content_sha256) and not self.has_lesson


def offer(session: Session) -> Offer:
    """Three queries, however many people."""
    members = tuple(expected_at(session))
    content = _content(session.content_sha256)
    if content is None:
        return Offer(session, members, has_lesson=False)
    blocks = content["body"]
    return Offer(
        session,
        members,
        has_lesson=True,
        has_handouts=any(one["type"] == "handout" for one in blocks),
        has_checklist=any((one["value"].get("checklist") or "").strip() for one in blocks),
    )


def expected_at(session: Session) -> list[Enrolment]:
    """Who is enrolled on the day of the session, each person once."""
    folded = ledger.read(Ledger(session.cohort, session))
    return [
        one
        for one in register.roster(session, folded)
        if standing.active_on(one.starts_on, one.ends_on, session.on)
    ]


def _content(content_sha256: str) -> dict[str, Any] | None:
    """The text of a lesson as it was frozen, or nothing."""
    if not content_sha256:
        return None
    try:
        return outline.lesson_content(content_sha256)
    except outline.UnknownVersion:
        return None
