"""Every minute the house is kept: what is due is done, one failure stops no other, silence is noticed."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from assessments import checks, scope, signals, vault
from assessments.conf import conf
from assessments.jobs import heartbeat
from assessments.management import chores
from assessments.models import Posting
from cms.accounts import codes
from cms.accounts.models import SignInCode
from tests.builders import make_posting, make_user
from tests.builders.curriculum import make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_house(settings, tmp_path):
    settings.ASSESSMENTS = {
        **settings.ASSESSMENTS,
        "PRIVATE_ROOT": tmp_path,
        "KEY_FILE": tmp_path / "keys" / "k.json",
    }
    vault.ensure_key_file()


def test_a_page_is_published_when_its_hour_has_come():
    page = make_programme(live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    call_command("tick")

    assert Page.objects.get(pk=page.pk).live


def test_a_posting_ends_by_its_date_alone_and_the_group_follows():
    chores.access.sync_role_groups()
    posting = make_posting("coordinator", until_on=timezone.localdate())
    with scope.use(scope.system("builders")):
        chores.access.keep_memberships(person=posting.user)
        posting.user.groups.add(*chores.access.Group.objects.filter(name="coordinators"))
        before = Posting.objects.values().get()

    call_command("tick")

    with scope.use(scope.system("builders")):
        assert Posting.objects.values().get() == before
    assert list(posting.user.groups.values_list("name", flat=True)) == []


def test_codes_out_of_date_go_and_others_stay():
    account, now = make_user(), timezone.now()
    for days in (-1, 1):
        SignInCode.objects.create(
            account=account,
            purpose=SignInCode.Purpose.SIGN_IN,
            code_hash=codes.draw(),
            made_by=account,
            created_at=now - timedelta(days=14),
            expires_at=now + timedelta(days=days),
        )

    call_command("tick")

    (left,) = SignInCode.objects.all()
    assert left.expires_at > now


def test_sign_ins_that_are_over_go_with_the_forms_they_held():
    now = timezone.now()
    for key, minutes in (("over", -1), ("open", 1)):
        SignIn.objects.create(session_key=key, expire_date=now + timedelta(minutes=minutes))

    call_command("tick")

    assert list(SignIn.objects.values_list("session_key", flat=True)) == ["open"]


def test_files_of_a_day_ago_go_and_fresh_ones_stay():
    day_ago = datetime.now(UTC).timestamp() - 25 * 3600
    for name in ("old", "fresh"):
        conf.private("imports", name).write_bytes(b"sealed")
        conf.private("parcels", name, "print.pdf").write_bytes(b"%PDF")
    for path in (conf.private("imports", "old"), conf.private("parcels", "old", "print.pdf")):
        os.utime(path, (day_ago, day_ago))

    call_command("tick")

    assert [path.name for path in conf.private("imports", "x").parent.iterdir()] == ["fresh"]
    assert [path.name for path in conf.private("parcels", "x").parent.iterdir()] == ["fresh"]


def test_one_failure_stops_no_other_and_the_heart_does_not_beat():
    done = []

    def first(now):
        raise RuntimeError("broken")

    failed = chores.do_all(timezone.now(), (first, done.append))

    assert (failed, len(done)) == (["first"], 1)
    assert heartbeat.last_at() is None


def test_a_receiver_that_fails_makes_the_tick_fail():
    def broken(sender, now, **kwargs):
        raise RuntimeError("broken")

    signals.minute_passed.connect(broken)
    try:
        with pytest.raises(CommandError, match="tell_others"):
            call_command("tick")
    finally:
        signals.minute_passed.disconnect(broken)


def test_health_hears_the_heart_beat(client, settings):
    settings.PUENTE_TICK_FILE = conf.private("tick")
    before = client.get("/healthz").status_code

    call_command("tick")

    assert (before, client.get("/healthz").status_code) == (503, 200)


def test_the_host_listens_where_the_plug_in_beats(settings):
    with override_settings(
        ASSESSMENTS={**settings.ASSESSMENTS, "PRIVATE_ROOT": settings.PUENTE_TICK_FILE.parent}
    ):
        assert conf.private(heartbeat.FILE) == settings.PUENTE_TICK_FILE


def test_the_check_speaks_on_a_site_that_was_set_up_and_is_silent(settings):
    def found():
        return [one.id for one in checks.housekeeping_comes_by(None, databases=["default"])]

    never = found()
    heartbeat.beat(timezone.now())
    recent = found()
    long_ago = (datetime.now(UTC) - timedelta(minutes=11)).timestamp()
    os.utime(conf.private(heartbeat.FILE), (long_ago, long_ago))
    stale = found()
    settings.ASSESSMENTS["KEY_FILE"].unlink()

    assert (never, recent, stale, found()) == (["assessments.W004"], [], ["assessments.W004"], [])


def test_an_empty_house_is_kept_twice_without_a_trace():
    call_command("tick")
    call_command("tick")

    assert heartbeat.last_at().date() == datetime.now(UTC).date() >= date(2026, 1, 1)
