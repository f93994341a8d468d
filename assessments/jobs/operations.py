"""The life of a job: started once by its key, claimed by one worker, moved on, cancelled, resumed.

A job holds codes and counts, never names; what it makes is kept by the room that started it.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from assessments.jobs.models import Job

#: A running job that was not heard of for so long has lost its worker.
SILENT_AFTER = timedelta(seconds=60)
UNFINISHED = (Job.State.QUEUED, Job.State.RUNNING)


class KeyTaken(Exception):
    """The key of this form already started a job about something else."""


def start(
    *, user: Any, facility: Any, kind: str, subject_id: str, plan: Mapping[str, Any], key: UUID | None = None
) -> tuple[Job, bool]:
    """Make a job for this plan; the same key and plan again is the same job. Says whether it is new.

    The caller enqueues its task when the transaction is committed.
    """
    about = {"kind": kind, "subject_id": subject_id, "result": {"plan": dict(plan)}}
    with transaction.atomic():
        job, made = Job.objects.get_or_create(
            pk=key or uuid.uuid4(),
            defaults={**about, "facility": facility, "owner": user, "total": plan.get("total", 0)},
        )
    same = (job.kind, job.subject_id, job.owner_id) == (kind, subject_id, user.pk)
    if not same or job.result.get("plan") != dict(plan):
        raise KeyTaken(str(job.pk))
    return job, made


def claim(job_id: UUID | str, now: datetime | None = None) -> Job | None:
    """Take a waiting job, or one whose worker fell silent; None when another worker has it."""
    now = now or timezone.now()
    free = Q(state=Job.State.QUEUED) | (Q(state=Job.State.RUNNING) & _silent(now))
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING, seen_at=now, done=0, message=""
    )
    return Job.objects.select_related("owner", "facility").get(pk=job_id) if taken else None


def advance(job: Job, *, done: int, message: str = "") -> bool:
    """Write how far it is; False when somebody asked to cancel, or another worker took over."""
    mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, seen_at=job.seen_at)
    now = timezone.now()
    if not mine.update(done=done, message=message, seen_at=now):
        return False
    job.done, job.message, job.seen_at = done, message, now
    return not Job.objects.filter(pk=job.pk, cancel_asked=True).exists()


def keep(job: Job, **found: Any) -> None:
    """Add to what the job has found so far."""
    job.result = {**job.result, **found}
    Job.objects.filter(pk=job.pk).update(result=job.result)


def finish(job: Job, **found: Any) -> None:
    """The work is done."""
    keep(job, **found)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.DONE, done=F("total"), message="", seen_at=timezone.now()
    )


def stop(job: Job) -> None:
    """The work stops where it is because somebody asked."""
    Job.objects.filter(pk=job.pk, cancel_asked=True).update(
        state=Job.State.CANCELLED, message="", seen_at=timezone.now()
    )


def fail(job: Job, *, message: str) -> None:
    """The work cannot go on; ``message`` is a code."""
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, message=message, seen_at=timezone.now())


def cancel(*, job: Job) -> bool:
    """Ask a job to stop; one that nobody has begun is stopped at once. False when it is over already."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if waiting.update(state=Job.State.CANCELLED, cancel_asked=True):
        return True
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True))


def put_back(*, job: Job, now: datetime | None = None) -> bool:
    """Let a cancelled, failed or silent job be claimed again; False while it is at work or done."""
    now = now or timezone.now()
    ended = Q(state__in=[Job.State.CANCELLED, Job.State.FAILED])
    lost = Q(state=Job.State.RUNNING) & _silent(now)
    put = Job.objects.filter(ended | lost, pk=job.pk).update(
        state=Job.State.QUEUED, cancel_asked=False, message="", seen_at=None
    )
    return bool(put)


def silent(kind: str, now: datetime) -> list[Job]:
    """Running jobs of a kind whose worker fell silent."""
    return list(Job.objects.filter(_silent(now), kind=kind, state=Job.State.RUNNING))


def is_silent(job: Job, now: datetime) -> bool:
    """Whether a job has lost its worker."""
    return job.state == Job.State.RUNNING and (job.seen_at is None or job.seen_at < now - SILENT_AFTER)


def _silent(now: datetime) -> Q:
    return Q(seen_at__isnull=True) | Q(seen_at__lt=now - SILENT_AFTER)
