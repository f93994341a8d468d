"""Who has earned a certificate, and if not yet, why: codes with numbers, the sentences are in `phrases`.

Scores are no part of it and never will be (DOMAIN rule 10).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class ReasonCode(StrEnum):
    """Why not yet."""

    PROGRAMME_EMPTY = "programme_empty"
    LESSONS_MISSING = "lessons_missing"
    KEY_LESSONS_MISSING = "key_lessons_missing"
    KEY_LESSONS_UNKNOWN = "key_lessons_unknown"
    MINUTES_MISSING = "minutes_missing"
    CONFLICTS_PENDING = "conflicts_pending"
    ENDLINE_NOT_OFFERED = "endline_not_offered"
    CONSENT_MISSING = "consent_missing"
    CONSENT_REFUSED = "consent_refused"


class RuleFault(StrEnum):
    """Why a completion rule cannot stand."""

    SHARE_OUT_OF_RANGE = "share_out_of_range"
    PARTIAL_SHARE_OUT_OF_RANGE = "partial_share_out_of_range"
    MINUTES_OUT_OF_RANGE = "minutes_out_of_range"
    KEY_LESSONS_UNKNOWN = "key_lessons_unknown"


# What a person may waive with a reason and a name. Not the participant's own consent; not a conflict,
# which is settled by one click.
WAIVABLE = frozenset(
    {
        ReasonCode.LESSONS_MISSING,
        ReasonCode.KEY_LESSONS_MISSING,
        ReasonCode.KEY_LESSONS_UNKNOWN,
        ReasonCode.MINUTES_MISSING,
        ReasonCode.ENDLINE_NOT_OFFERED,
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a programme asks. Shares are exact: Fraction(3, 4), never 0.75."""

    share_of_lessons: Fraction
    minimum_minutes: int | None = None
    partial_share: Fraction = Fraction(1, 2)
    endline_offered: bool = False
    key_lessons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Progress:
    """What one person has done of one programme version.

    `lessons` are the version's lesson keys in teaching order; `pending` the lessons whose only credit is
    an attendance in conflict; `consent_certificate` is None when the person was never asked.
    """

    lessons: tuple[str, ...]
    credited: frozenset[str]
    minutes: int
    pending: frozenset[str] = frozenset()
    endline_offered: bool = False
    consent_certificate: bool | None = None

    @property
    def lessons_total(self) -> int:
        """The denominator of the share: the lessons of the programme version."""
        return len(self.lessons)

    @property
    def earned(self) -> frozenset[str]:
        """Credit for lessons of this programme; each lesson once, whatever else was attended."""
        return self.credited.intersection(self.lessons)

    @property
    def undecided(self) -> frozenset[str]:
        """Lessons that a settled conflict could still add."""
        return self.pending.intersection(self.lessons) - self.credited

    def numbers(self, keys: frozenset[str]) -> tuple[int, ...]:
        """The numbers under which people know these lessons."""
        return tuple(number for number, key in enumerate(self.lessons, start=1) if key in keys)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its figures: have, need, and the lessons by number and by key."""

    code: ReasonCode
    have: int = 0
    need: int = 0
    lesson_numbers: tuple[int, ...] = ()
    lesson_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer; `reasons` is empty exactly when `eligible`."""

    eligible: bool
    reasons: tuple[Reason, ...] = ()

    @property
    def can_be_waived(self) -> bool:
        """Whether a person who may can decide otherwise, with a reason."""
        return bool(self.reasons) and all(reason.code in WAIVABLE for reason in self.reasons)


def decide(progress: Progress, rule: Rule) -> Decision:
    """Whether the person has earned the certificate under the rule, with every reason why not yet."""
    short = tuple(_shortages(progress, rule))
    reasons = short + tuple(_undecided(progress, bool(short))) + tuple(_formalities(progress, rule))
    return Decision(eligible=not reasons, reasons=reasons)


def lessons_needed(lessons_total: int, share: Fraction) -> int:
    """The least number of lessons that reaches the share, counted exactly."""
    return math.ceil(share * lessons_total)


def check_rule(rule: Rule, lessons: tuple[str, ...] | None = None) -> tuple[RuleFault, ...]:
    """Why the rule cannot stand, alone or for a programme version's lessons; empty when it can."""
    looks = (
        (0 < rule.share_of_lessons <= 1, RuleFault.SHARE_OUT_OF_RANGE),
        (0 < rule.partial_share <= 1, RuleFault.PARTIAL_SHARE_OUT_OF_RANGE),
        (rule.minimum_minutes is None or rule.minimum_minutes >= 0, RuleFault.MINUTES_OUT_OF_RANGE),
        (lessons is None or rule.key_lessons <= frozenset(lessons), RuleFault.KEY_LESSONS_UNKNOWN),
    )
    return tuple(fault for fine, fault in looks if not fine)


def _shortages(progress: Progress, rule: Rule) -> Iterator[Reason]:
    every, earned = frozenset(progress.lessons), progress.earned
    if not every:
        yield Reason(ReasonCode.PROGRAMME_EMPTY)
    need = lessons_needed(len(every), rule.share_of_lessons)
    if len(earned) < need:
        yield _about(ReasonCode.LESSONS_MISSING, progress, every - earned, len(earned), need)
    key = rule.key_lessons & every
    if key - earned:
        yield _about(ReasonCode.KEY_LESSONS_MISSING, progress, key - earned, len(key & earned), len(key))
    # A key lesson that the version does not hold cannot be earned: say so, never pass over it.
    if rule.key_lessons - every:
        unknown = tuple(sorted(rule.key_lessons - every))
        yield Reason(ReasonCode.KEY_LESSONS_UNKNOWN, need=len(unknown), lesson_keys=unknown)
    if progress.minutes < (rule.minimum_minutes or 0):
        yield Reason(ReasonCode.MINUTES_MISSING, progress.minutes, rule.minimum_minutes or 0)


def _undecided(progress: Progress, is_short: bool) -> Iterator[Reason]:
    if is_short and progress.undecided:
        count = len(progress.undecided)
        yield _about(ReasonCode.CONFLICTS_PENDING, progress, progress.undecided, count, 0)


def _formalities(progress: Progress, rule: Rule) -> Iterator[Reason]:
    if rule.endline_offered and not progress.endline_offered:
        yield Reason(ReasonCode.ENDLINE_NOT_OFFERED)
    if progress.consent_certificate is None:
        yield Reason(ReasonCode.CONSENT_MISSING)
    elif not progress.consent_certificate:
        yield Reason(ReasonCode.CONSENT_REFUSED)


def _about(code: ReasonCode, progress: Progress, keys: frozenset[str], have: int, need: int) -> Reason:
    numbers = progress.numbers(keys)
    return Reason(code, have, need, numbers, tuple(progress.lessons[number - 1] for number in numbers))
