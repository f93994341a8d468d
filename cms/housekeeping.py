"""What the host has done every minute: codes out of date and results of finished tasks are forgotten."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from cms.accounts import operations as accounts

TASKS_KEPT = timedelta(days=14)


def prune(sender, now, **kwargs):
    """Receiver of ``assessments.signals.minute_passed``."""
    accounts.prune_codes(now=now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
