"""Names are sealed anew under a new key; an interrupted rotation goes on."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import override_settings

from assessments import scope, vault
from assessments.conf import conf
from assessments.models import AuditEntry, Identity
from assessments.people import identity
from assessments.people import operations as people
from assessments.people.identity import Name
from assessments.privacy import operations as privacy
from tests.architecture import write_gate
from tests.builders import make_facility

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    settings.ASSESSMENTS = {**settings.ASSESSMENTS, "KEY_FILE": tmp_path / "keys.json"}
    conf.forget()
    vault.ensure_key_file()
    yield
    conf.forget()


@pytest.fixture
def named():
    facility = make_facility()
    with scope.use(scope.of_facilities([facility.pk])):
        for number in range(5):
            people.register_participant(
                user=None,
                facility=facility,
                newcomer=people.Newcomer(
                    Name(f"Rosa {'ABCDE'[number]}", "ÑAHUI"), "female", date(2026, 1, 5)
                ),
            )
    return facility


def names(facility):
    with scope.use(scope.of_facilities([facility.pk])):
        return sorted(
            name.full for name in identity.names_at(facility.pk, user=None, purpose="test").values()
        )


def key_ids():
    with scope.use(scope.system("builders")):
        return set(Identity.objects.values_list("key_id", flat=True))


def test_every_name_is_sealed_anew_and_reads_the_same(named):
    before = names(named)

    call_command("rotate_keys", "--batch", "2")

    assert names(named) == before == [f"Rosa {letter} ÑAHUI" for letter in "ABCDE"]
    assert key_ids() == {vault.active_key_id()} == {"k2"}


def test_an_interrupted_rotation_goes_on_without_another_key(named):
    def stop(sealed):
        raise KeyboardInterrupt

    with scope.use(scope.system("shell")), pytest.raises(KeyboardInterrupt):
        privacy.rotate_keys(user=None, batch=2, tell=stop)
    halfway = key_ids()
    with scope.use(scope.system("shell")):
        rotation = privacy.rotate_keys(user=None)

    assert halfway == {"k1", "k2"}
    assert (rotation.is_new, rotation.key_id, rotation.sealed) == (False, "k2", 3)
    assert key_ids() == {"k2"}
    assert len(names(named)) == 5


def test_a_value_that_does_not_open_is_named_and_stops_nobody(named):
    with scope.use(scope.system("builders")), write_gate.lifted():
        broken = Identity.objects.order_by("pk").first()
        Identity.objects.filter(pk=broken.pk).update(sealed=b"x" * 40)

    with pytest.raises(CommandError, match=str(broken.pk)):
        call_command("rotate_keys")

    assert key_ids() == {"k1", "k2"}


def test_the_journal_says_how_many_and_no_more(named):
    call_command("rotate_keys")

    with scope.use(scope.system("builders")):
        entry = AuditEntry.objects.get(verb="privacy.keys_rotated")
    assert entry.detail == {"kind": "identity", "rows": 5, "key": "k2"}


def test_without_a_key_file_the_operator_is_told(tmp_path, settings):
    missing = {**settings.ASSESSMENTS, "KEY_FILE": tmp_path / "elsewhere.json"}
    with override_settings(ASSESSMENTS=missing), pytest.raises(ImproperlyConfigured, match="manage.py setup"):
        call_command("rotate_keys")
