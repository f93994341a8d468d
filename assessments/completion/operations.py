"""What changes a programme's completion rule."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.completion import eligibility
from assessments.completion.models import CompletionRule, KeyLesson
from assessments.journal import operations as journal


class RuleRefused(Exception):
    """The rule cannot stand; ``faults`` are the codes of ``eligibility``."""

    def __init__(self, faults: tuple[eligibility.RuleFault, ...]):
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Asked:
    """What a programme asks for, as people decide it."""

    share_percent: int = 75
    minimum_minutes: int | None = None
    partial_percent: int = 50
    endline_offered: bool = False
    key_lessons: frozenset[UUID] = frozenset()

    def rule(self) -> eligibility.Rule:
        """The same as the pure rule reads it."""
        return eligibility.Rule(
            Fraction(self.share_percent, 100),
            self.minimum_minutes,
            Fraction(self.partial_percent, 100),
            self.endline_offered,
            frozenset(str(key) for key in self.key_lessons),
        )


def set_rule(
    *, user: Any, programme_key: UUID, asked: Asked, lessons: tuple[str, ...] | None = None
) -> CompletionRule:
    """Set the rule of a programme; ``lessons`` are the keys of a version that it must fit."""
    faults = eligibility.check_rule(asked.rule(), lessons)
    if faults:
        raise RuleRefused(faults)
    values = {name: value for name, value in asdict(asked).items() if name != "key_lessons"}
    with transaction.atomic():
        rule, _made = CompletionRule.objects.select_for_update().get_or_create(programme_key=programme_key)
        before = {name: getattr(rule, name) for name in values}
        for name, value in values.items():
            setattr(rule, name, value)
        known = {row.lesson_key: row for row in rule.key_lessons.all()}
        rule.key_lessons = [
            known.get(key) or KeyLesson(lesson_key=key) for key in sorted(asked.key_lessons, key=str)
        ]
        rule.save()
        changed = sorted(name for name, value in values.items() if before[name] != value)
        journal.write(user=user, verb="completion.rule_set", subject=rule, fields=[*changed, "key_lessons"])
    return rule
