"""What is done every minute, each by itself: one that fails is told and stops no other.

Postings, stays and enrolments end by their dates alone: their end is a question, and nothing is written for
it here but the membership in Wagtail's groups, which only opens the admin's doors.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.core.management import call_command

from assessments import scope, signals
from assessments.access import operations as access
from assessments.certificates import operations as certificates
from assessments.jobs import heartbeat
from assessments.people import operations as people

logger = logging.getLogger("assessments.tick")

Chore = Callable[[datetime], object]


def publish_scheduled(now: datetime) -> None:
    """Pages whose hour has come are published, or go off line."""
    call_command("publish_scheduled", verbosity=0)


def follow_postings(now: datetime) -> int:
    """People leave and join Wagtail's groups on the days on which their postings end and begin."""
    return access.sync_memberships()


def resume_jobs(now: datetime) -> int:
    """Jobs whose worker died go on with another."""
    return certificates.resume_stalled(now)


def prune_parcels(now: datetime) -> int:
    """Print files and archives are kept for a day."""
    return certificates.prune(now)


def prune_lists(now: datetime) -> int:
    """Lists that nobody confirmed within a day."""
    return people.prune_drafts(now=now.timestamp())


def prune_sessions(now: datetime) -> None:
    """Sign-ins that are over, and with them the forms they held."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def tell_others(now: datetime) -> None:
    """Whoever else keeps house by the minute: the host's receivers of ``minute_passed``."""
    failed = [answer for _, answer in signals.minute_passed.send_robust(sender=None, now=now)]
    for problem in failed:
        if isinstance(problem, Exception):
            raise problem


CHORES: tuple[Chore, ...] = (
    publish_scheduled,
    follow_postings,
    resume_jobs,
    prune_parcels,
    prune_lists,
    prune_sessions,
    tell_others,
)


def do_all(now: datetime, chores: tuple[Chore, ...] = CHORES) -> list[str]:
    """Do every chore; the heart beats only when all were done. Returns the names of those that failed."""
    failed = []
    with scope.use(scope.system("tick")):
        for chore in chores:
            try:
                chore(now)
            except Exception:
                logger.exception("The minute's %s failed.", chore.__name__)
                failed.append(chore.__name__)
    if not failed:
        heartbeat.beat(now)
    return failed
