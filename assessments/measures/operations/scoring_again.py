"""Scores are derived: this writes them anew from the answers that are kept."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from assessments.journal import operations as journal
from assessments.measures import scoring
from assessments.measures.models import Administration, ItemResponse, ScaleScore
from assessments.measures.operations import projecting
from assessments.measures.sheets import definition_of

BATCH = 500


@dataclass(frozen=True)
class Rescored:
    """How many administrations were looked at, and how many had other scores than their answers give."""

    seen: int
    changed: int


def rescore(*, user: Any, cohort: Any = None, dry_run: bool = False) -> Rescored:
    """Score every administration in scope again, or those of one cohort; unchanged scores stay untouched."""
    rows = Administration.objects.answered().select_related("version").order_by("pk")
    rows = rows.of_cohort(cohort) if cohort is not None else rows
    found = list(rows)
    changed = 0
    with transaction.atomic():
        for start in range(0, len(found), BATCH):
            changed += _batch(found[start : start + BATCH], dry_run)
        if changed and not dry_run:
            journal.write(
                user=user, verb="measures.rescored", subject=cohort, detail={"administrations": changed}
            )
    return Rescored(len(found), changed)


def _batch(rows: list[Administration], dry_run: bool) -> int:
    answers: dict[Any, dict[str, str]] = defaultdict(dict)
    for response in ItemResponse.objects.filter(administration__in=rows):
        answers[response.administration_id][response.link_id] = response.value or response.missing
    kept: dict[Any, dict[str, tuple]] = defaultdict(dict)
    for score in ScaleScore.objects.filter(administration__in=rows):
        kept[score.administration_id][score.scale] = _figures(score)
    wrong, fresh = [], []
    for row in rows:
        made = projecting.score_rows(row, scoring.score(definition_of(row.version), answers[row.pk]))
        if {one.scale: _figures(one) for one in made} != kept[row.pk]:
            wrong.append(row.pk)
            fresh += made
    if not dry_run:
        ScaleScore.objects.filter(administration__in=wrong).delete()
        ScaleScore.objects.bulk_create(fresh)
    return len(wrong)


def _figures(score: ScaleScore) -> tuple:
    return score.value, score.n_answered, score.prorated, score.scoring_version
