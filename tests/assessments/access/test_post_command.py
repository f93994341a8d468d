"""The shell's way to the first posting."""

import io

import pytest
from django.core.management import CommandError, call_command

from assessments.access import policies
from assessments.access.roles import Role
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def post(*words):
    out = io.StringIO()
    call_command("post", *words, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_posted_from_the_shell(facility):
    user = make_user(username="rosa")

    said = [post("rosa", "administrator", "--facility", "PROPIO") for _ in range(2)]

    assert policies.roles_of(user) == {Role.ADMINISTRATOR}
    assert "already" in said[1]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("nadie", "donor", "--facility", "PROPIO"), "no user nadie"),
        (("rosa", "donor", "--facility", "LUNA"), "no facility LUNA"),
        (("rosa", "donor"), "national"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words, refusal, facility):
    make_user(username="rosa")

    with pytest.raises(CommandError, match=refusal):
        post(*words)
