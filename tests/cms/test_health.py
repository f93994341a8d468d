"""/healthz tells one word."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def tick(settings, tmp_path):
    settings.PUENTE_TICK_FILE = tmp_path / "tick"
    settings.PUENTE_TICK_FILE.touch()
    return settings.PUENTE_TICK_FILE


def make_task(waiting_since, run_after):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default", run_after=run_after
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=waiting_since)


def word(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.content.decode()


def test_all_well(client, tick):
    assert word(client) == (200, "ok")


def test_tick_that_never_ran_or_ran_long_ago_is_unwell(client, tick):
    long_ago = time.time() - 601
    os.utime(tick, (long_ago, long_ago))
    stale = word(client)
    tick.unlink()

    assert stale == word(client) == (503, "unwell")


def test_task_that_waits_for_long_is_unwell(client, tick):
    hour_ago = timezone.now() - timedelta(hours=1)
    make_task(hour_ago, run_after=hour_ago)

    assert word(client) == (503, "unwell")


def test_task_for_later_or_just_due_is_well(client, tick):
    hour_ago = timezone.now() - timedelta(hours=1)
    make_task(hour_ago, run_after=timezone.now() + timedelta(hours=1))
    make_task(hour_ago, run_after=timezone.now() - timedelta(seconds=5))

    assert word(client) == (200, "ok")


def test_outsiders_learn_nothing_else(client, tick):
    assert client.post("/healthz").status_code == 405
    assert client.get("/healthz")["Content-Type"] == "text/plain"
