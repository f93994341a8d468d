"""An uploaded list is kept sealed until its owner confirms it, for a day at most."""

import os
import time
from typing import Any

from django.db import transaction

from assessments.conf import conf
from assessments.facilities.models import Facility
from assessments.jobs.models import Job
from assessments.journal import operations as journal
from assessments.people.importing import drafts
from assessments.people.importing.drafts import Draft, Terms
from assessments.people.importing.reading import Table


def keep_draft(*, user: Any, facility: Facility, table: Table, file_name: str) -> Job:
    """Keep what was read of an upload; the job is its key, and its record once it is confirmed."""
    with transaction.atomic():
        job = Job.objects.create(
            facility=facility,
            kind=drafts.KIND,
            subject_id=table.sha256,
            owner=user,
            total=len(table.rows),
        )
        journal.write(user=user, verb="people.list_uploaded", subject=job, detail={"rows": len(table.rows)})
        _write(job, Draft(file_name[:80], table, Terms()))
    return job


def remember_draft(*, job: Job, draft: Draft, terms: Terms) -> Draft:
    """Keep the columns and answers chosen so far."""
    chosen = Draft(draft.file_name, draft.table, terms)
    _write(job, chosen)
    return chosen


def discard_draft(*, job: Job) -> None:
    """Destroy the kept list; the job's row stays as the record of what was done."""
    drafts.path_of(job.pk).unlink(missing_ok=True)


def prune_drafts(*, now: float | None = None) -> int:
    """Destroy lists that nobody confirmed within a day; says how many. For the minute's housekeeping."""
    oldest = (now or time.time()) - drafts.LASTS.total_seconds()
    folder = conf.private("imports", "any").parent
    stale = [path for path in folder.iterdir() if path.stat().st_mtime < oldest]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _write(job: Job, draft: Draft) -> None:
    path = drafts.path_of(job.pk)
    incoming = path.with_suffix(".new")
    kept_since = path.stat().st_mtime if path.exists() else None
    with os.fdopen(os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(drafts.seal(job.pk, draft))
    if kept_since is not None:
        os.utime(incoming, (kept_since, kept_since))
    incoming.replace(path)
