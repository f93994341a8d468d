"""Whether the site, its worker and its tick are alive: one word to outsiders."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

PATIENCE_SECONDS = 600
log = logging.getLogger("puente.health")


def database_answers() -> bool:
    """Whether the database can be read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def tick_is_recent() -> bool:
    """Whether ``manage.py tick`` ran in the last minutes; it touches this file at its end."""
    try:
        return time.time() - settings.PUENTE_TICK_FILE.stat().st_mtime < PATIENCE_SECONDS
    except FileNotFoundError:
        return False


def worker_keeps_up() -> bool:
    """Whether no task that is due has waited for long."""
    now = timezone.now()
    late = now - timedelta(seconds=PATIENCE_SECONDS)
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=late)
    return not waiting.exclude(run_after__gt=late, run_after__lte=now).exists()


@require_safe
@never_cache
def healthz(request):
    """200 and one word when all is well, 503 and one word when not; which part stands in the server's log."""
    parts = (database_answers, worker_keeps_up, tick_is_recent)
    failed = next((part.__name__ for part in parts if not part()), "")
    if failed:
        log.error("unwell: not %s", failed)
    return HttpResponse(
        "unwell" if failed else "ok", content_type="text/plain", status=503 if failed else 200
    )
