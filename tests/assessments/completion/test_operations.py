"""Setting a programme's rule: checked, kept whole, journalled, and read back as the rule decides."""

import uuid
from fractions import Fraction

import pytest

from assessments import scope
from assessments.completion import operations, progress
from assessments.completion.eligibility import Rule, RuleFault
from assessments.models import AuditEntry, CompletionRule
from tests.builders import make_user

pytestmark = pytest.mark.django_db
LESSONS = tuple(str(uuid.UUID(int=number)) for number in (1, 2, 3))


def set_rule(key, **asked):
    with scope.use(scope.system("builders")):
        return operations.set_rule(
            user=make_user(), programme_key=key, asked=operations.Asked(**asked), lessons=LESSONS
        )


def test_rule_is_read_back_as_it_was_set():
    key = uuid.uuid4()
    set_rule(
        key,
        share_percent=80,
        minimum_minutes=300,
        partial_percent=60,
        endline_offered=True,
        key_lessons=frozenset({uuid.UUID(LESSONS[0])}),
    )

    assert progress.rule_of(key) == Rule(Fraction(4, 5), 300, Fraction(3, 5), True, frozenset({LESSONS[0]}))


def test_setting_it_again_changes_the_one_rule():
    key = uuid.uuid4()
    set_rule(key, key_lessons=frozenset(map(uuid.UUID, LESSONS[:2])))

    set_rule(key, share_percent=50, key_lessons=frozenset(map(uuid.UUID, LESSONS[1:])))

    assert CompletionRule.objects.filter(programme_key=key).count() == 1
    assert progress.rule_of(key).key_lessons == frozenset(LESSONS[1:])


def test_a_rule_that_cannot_stand_is_refused_whole():
    key = uuid.uuid4()

    with pytest.raises(operations.RuleRefused) as refusal:
        set_rule(key, share_percent=0, key_lessons=frozenset({uuid.uuid4()}))

    assert refusal.value.faults == (RuleFault.SHARE_OUT_OF_RANGE, RuleFault.KEY_LESSONS_UNKNOWN)
    assert CompletionRule.objects.count() == 0


def test_the_journal_names_what_changed():
    set_rule(uuid.uuid4(), share_percent=60)

    with scope.use(scope.system("builders")):
        entry = AuditEntry.objects.get(verb="completion.rule_set")
    assert entry.fields == ["endline_offered", "share_percent", "key_lessons"]
