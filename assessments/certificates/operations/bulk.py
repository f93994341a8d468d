"""Many certificates as a job: chunk by chunk, one bad record stops nobody, resumed where it stopped.

The job names its scope: the facility of its cohort. Whoever has a valid certificate already is not issued
another one, so that running it again finishes what is missing and makes the files anew.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessments import scope
from assessments.access import policies
from assessments.access.roles import Action
from assessments.certificates import parcel, rendering
from assessments.certificates.models import Certificate
from assessments.certificates.operations import issuing, printing
from assessments.certificates.operations.issuing import Refused
from assessments.certificates.phrases import Why
from assessments.cohorts.models import Cohort
from assessments.jobs import operations as jobs
from assessments.jobs.models import Job
from assessments.journal import operations as journal

KIND = "certificates.issue"
#: Codes a failed job may show.
NOT_ALLOWED, STOPPED = "not_allowed", "stopped"

logger = logging.getLogger("assessments.certificates")


class KeyUsed(Exception):
    """The key of this form already started a job for other people."""


def start(*, user: Any, cohort: Cohort, enrolments: Sequence[UUID], key: UUID) -> Job:
    """Queue a job that issues to these members and prepares the files; the same key is the same job."""
    members = sorted(str(pk) for pk in set(enrolments))
    plan = {"enrolments": members, "total": len(members)}
    with transaction.atomic():
        try:
            job, made = jobs.start(
                user=user, facility=cohort.facility, kind=KIND, subject_id=str(cohort.pk), plan=plan, key=key
            )
        except jobs.KeyTaken as taken:
            raise KeyUsed(str(key)) from taken
        if made:
            journal.write(
                user=user, verb="certificates.job_started", subject=job, detail={"people": len(members)}
            )
            transaction.on_commit(lambda: issue_in_background.enqueue(str(job.pk)))
    return job


def cancel(*, user: Any, job: Job) -> bool:
    """Stop a job after the people at hand; what was issued stays issued."""
    with transaction.atomic():
        if not jobs.cancel(job=job):
            return False
        journal.write(user=user, verb="certificates.job_cancelled", subject=job)
    return True


def resume(*, user: Any, job: Job) -> bool:
    """Go on where a cancelled, failed or silent job stopped."""
    with transaction.atomic():
        if not jobs.put_back(job=job):
            return False
        journal.write(user=user, verb="certificates.job_resumed", subject=job)
        transaction.on_commit(lambda: issue_in_background.enqueue(str(job.pk)))
    return True


def resume_stalled(now: datetime) -> int:
    """Give jobs whose worker died to another one; for the minute's housekeeping."""
    lost = [job for job in jobs.silent(KIND, now) if jobs.put_back(job=job, now=now)]
    for job in lost:
        issue_in_background.enqueue(str(job.pk))
    return len(lost)


def prune(now: datetime) -> int:
    """Delete the files of jobs after a day; for the minute's housekeeping."""
    return parcel.prune(now)


@task()
def issue_in_background(job_id: str) -> None:
    """What the worker does: it learns from the job's own row whose scope it works in."""
    with scope.use(scope.system("jobs")):
        job = jobs.claim(job_id)
    if job is None:
        return
    with scope.use(scope.of_facilities([job.facility_id])):
        try:
            _run(job)
        except Exception:
            logger.exception("Job %s stopped.", job.pk)
            jobs.fail(job, message=STOPPED)


def _run(job: Job) -> None:
    if not policies.may(job.owner, Action.ISSUE_CERTIFICATES, job.facility_id):
        jobs.fail(job, message=NOT_ALLOWED)
        return
    cohort = Cohort.objects.select_related("facility").get(pk=job.subject_id)
    plan = [UUID(pk) for pk in job.result["plan"]["enrolments"]]
    todo = _without_certificate(cohort, plan)
    done = len(plan) - len(todo)
    refused: list[dict[str, Any]] = []
    for begin in range(0, len(todo), rendering.CHUNK):
        if not jobs.advance(job, done=done):
            jobs.stop(job)
            return
        chunk = todo[begin : begin + rendering.CHUNK]
        refused += [_as_result(one) for one in _issue_each(job.owner, cohort, chunk)]
        done += len(chunk)
        jobs.keep(job, refused=refused)
    _hand_over(job, cohort, plan, done)


def _issue_each(user: Any, cohort: Cohort, chunk: Sequence[UUID]) -> list[Refused]:
    """Issue to many at once; when something breaks, to each alone, so that it breaks only one."""
    try:
        return list(issuing.issue(user=user, cohort=cohort, enrolments=chunk).refused)
    except Exception:
        if len(chunk) == 1:
            logger.exception("Enrolment %s could not get its certificate.", chunk[0])
            return [Refused(chunk[0], "", Why.FAILED)]
        logger.warning("A group of %d could not be issued at once; one by one now.", len(chunk))
    return [refused for one in chunk for refused in _issue_each(user, cohort, [one])]


def _people(cohort: Cohort, plan: Sequence[UUID]) -> dict[UUID, UUID]:
    """The canonical person of each membership."""
    rows = cohort.enrolments.filter(pk__in=plan)
    found = rows.values_list("pk", "participant_id", "participant__merged_into_id")
    return {pk: merged or own for pk, own, merged in found}


def _without_certificate(cohort: Cohort, plan: Sequence[UUID]) -> list[UUID]:
    people = _people(cohort, plan)
    holders = issuing.holding(cohort, list(people.values()))
    return [pk for pk in plan if people.get(pk) not in holders]


def _hand_over(job: Job, cohort: Cohort, plan: Sequence[UUID], done: int) -> None:
    """Print what is not printed yet and put the files together, for everybody of the plan who has one."""
    people = list(_people(cohort, plan).values())
    valid = Certificate.objects.valid_for(cohort.programme_key, people)
    certificates = list(valid.select_related("key", "participant"))
    printing.print_certificates(certificates)
    printed = [one for one in certificates if one.pdf_sha256]
    if not jobs.advance(job, done=done):
        jobs.stop(job)
        return
    files = parcel.make(printed) if printed else {}
    parcel.keep(job.pk, files)
    jobs.finish(
        job,
        issued=len(printed),
        unprinted=[one.folio for one in certificates if not one.pdf_sha256],
        files=[{"name": name, "bytes": len(content)} for name, content in files.items()],
        expires_at=(timezone.now() + parcel.KEPT_FOR).isoformat(),
    )


def _as_result(refused: Refused) -> dict[str, Any]:
    """A refusal as codes and numbers, so that each reader gets it in the own language."""
    found: dict[str, Any] = {"person": refused.person, "why": str(refused.why), "words": list(refused.words)}
    if refused.why is Why.NOT_ELIGIBLE and refused.standing is not None:
        found["lessons"] = refused.standing.progress.lessons_total
        found["reasons"] = [
            {"code": str(one.code), "have": one.have, "need": one.need, "numbers": one.lesson_numbers}
            for one in refused.standing.decision.reasons
        ]
    return found
