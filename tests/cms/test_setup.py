"""An empty machine becomes a site by one command, and the same command again changes nothing."""

import os
import stat
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page, Site, WorkflowPage

from assessments import scope, vault
from assessments.access import policies
from assessments.access.roles import Role
from assessments.completion import operations as completion
from assessments.measures import sheets
from assessments.models import CompletionRule, Facility, Posting
from cms.accounts.models import SignInCode, User
from cms.first_run import escrow, operations, questions
from cms.models import HomePage
from tests.builders import make_posting, make_user

OPTIONS = {
    "facility_code": "hua-1",
    "facility_name": "Centro de la Quebrada",
    "place": "Huamanga",
    "administrator": "ada",
    "coordinator": "coco",
}


@pytest.fixture(autouse=True)
def empty_machine(settings, tmp_path):
    private = tmp_path / "private"
    settings.ASSESSMENTS = {
        **settings.ASSESSMENTS,
        "PRIVATE_ROOT": private,
        "KEY_FILE": tmp_path / "keys" / "k.json",
    }
    return private


def setup(**options):
    out = StringIO()
    call_command("setup", stdout=out, interactive=False, **options)
    return out.getvalue()


def rows():
    """How many rows each table has."""
    with scope.use(scope.system("builders")):
        return Counter({model._meta.db_table: model._base_manager.count() for model in apps.get_models()})


def code_in(printed):
    return [line.rpartition(" ")[2] for line in printed.splitlines() if line.startswith("    ")][0]


@pytest.mark.django_db
def test_everything_stands_after_setup():
    setup(**OPTIONS)

    site = Site.objects.get(is_default_site=True)
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"es", "en", "quy"}
    assert isinstance(site.root_page.specific, HomePage)
    assert WorkflowPage.objects.filter(page=site.root_page).exists()
    (programme,) = site.root_page.get_children().live()
    assert sheets.plan_of(programme.translation_key).version.instrument.slug == "derechos-crianza"
    assert CompletionRule.objects.get(programme_key=programme.translation_key).share_percent == 75
    with scope.use(scope.system("builders")):
        assert Facility.objects.get().code == "HUA-1"


@pytest.mark.django_db
def test_setup_again_changes_no_row_and_no_file(empty_machine):
    setup(**OPTIONS)
    before, files = rows(), {path: path.read_bytes() for path in (empty_machine.parent / "keys").iterdir()}

    said = setup(**OPTIONS)

    assert rows() == before
    assert {path: path.read_bytes() for path in (empty_machine.parent / "keys").iterdir()} == files
    assert [line for line in said.splitlines() if line.startswith("+")] == []


@pytest.mark.django_db
def test_what_people_decided_since_stays():
    setup()
    key = CompletionRule.objects.get().programme_key
    with scope.use(scope.system("builders")):
        completion.set_rule(user=None, programme_key=key, asked=completion.Asked(share_percent=60))
    HomePage.objects.update(title="Nuestro sitio")

    setup()

    assert CompletionRule.objects.get().share_percent == 60
    assert HomePage.objects.get(locale__language_code="es").title == "Nuestro sitio"


@pytest.mark.django_db
def test_pages_that_stood_below_the_old_root_move_along():
    old = Site.objects.get(is_default_site=True).root_page
    old.add_child(instance=Page(title="Nosotros", slug="nosotros"))

    operations.make_site()

    home = Site.objects.get(is_default_site=True).root_page
    assert Page.objects.get(slug="nosotros").is_child_of(home)
    assert not Page.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db
def test_without_answers_nothing_is_opened_and_the_missing_options_are_named():
    said = setup(facility_code="HUA-1")

    assert User.objects.count() == 0
    assert all(f"--{name}" in said for name in ("facility-name", "place", "administrator"))
    assert "--facility-code" not in said


@pytest.mark.django_db
def test_a_bad_zone_or_user_name_is_refused_in_words():
    with pytest.raises(CommandError, match="Ayacucho"):
        setup(**OPTIONS, zone="America/Ayacucho")

    with pytest.raises(CommandError):
        setup(**{**OPTIONS, "administrator": "ada lovelace!"})


@pytest.mark.django_db
def test_the_first_administrator_signs_in_with_the_printed_code(client):
    said = setup(**OPTIONS)

    answer = client.post("/accounts/code/", {"username": "ada", "code": code_in(said)})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(username="ada").pk)
    assert SignInCode.objects.filter(used_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_the_first_people_have_their_roles_and_no_more():
    setup(**OPTIONS)

    ada, coco = User.objects.get(username="ada"), User.objects.get(username="coco")
    assert (policies.roles_of(ada), policies.roles_of(coco)) == ({Role.ADMINISTRATOR}, {Role.COORDINATOR})
    assert not User.objects.filter(is_superuser=True).exists()
    assert coco.made_by == ada


@pytest.mark.django_db
def test_an_administrator_whose_posting_has_ended_is_posted_again():
    ada = make_user(username="ada")
    make_posting("administrator", user=ada, until_on=date(2021, 1, 1))

    setup(**OPTIONS)

    assert policies.roles_of(User.objects.get(username="ada")) == {Role.ADMINISTRATOR}


@pytest.mark.django_db
def test_an_account_that_was_ended_stays_ended():
    make_user(username="ada", is_active=False)

    setup(**{**OPTIONS, "coordinator": ""})

    with scope.use(scope.system("builders")):
        assert not Posting.objects.exists()
    assert not User.objects.get(username="ada").is_active


@pytest.mark.django_db
def test_questions_are_asked_only_where_somebody_sits_and_nothing_is_there():
    asked = []
    empty = {name.replace("-", "_"): "" for name in questions.OPTIONS}
    typed = iter(["x-1", "Lugar", "Lima", "", "ada", ""])

    def answer(question):
        asked.append(question)
        return next(typed)

    with scope.use(scope.system("setup")):
        found = questions.answers(empty, ask=True, read=answer)
        questions.answers(empty, ask=False, read=answer)

    assert len(asked) == len(questions.OPTIONS)
    assert (found.code, found.administrator, found.zone) == ("X-1", "ada", "America/Lima")


def test_the_paper_sheet_is_private_and_brings_the_keys_back(empty_machine, settings, tmp_path):
    operations.make_keys()
    sheet = empty_machine.parent / "keys" / "escrow.html"
    typed = sheet.read_text().split("<pre>")[1].split("</pre>")[0]
    sealed = vault.seal(b"Rosa", place="here")
    mode = stat.S_IMODE(sheet.stat().st_mode)
    (tmp_path / "typed.txt").write_text(typed.lower())
    settings.ASSESSMENTS["KEY_FILE"].unlink()

    call_command("restore_keys", file=str(tmp_path / "typed.txt"), stdout=StringIO())

    assert mode == 0o600
    assert vault.unseal(sealed[1], key_id=sealed[0], place="here") == b"Rosa"


def test_the_sheet_is_written_again_only_when_the_keys_change(empty_machine):
    operations.make_keys()
    sheet = empty_machine.parent / "keys" / "escrow.html"
    sheet.unlink()

    operations.make_keys()
    left_alone = not sheet.exists()
    vault.add_key()
    operations.make_keys()

    assert left_alone
    assert "k2-4" in sheet.read_text()


def test_other_keys_are_never_overwritten(tmp_path):
    operations.make_keys()
    other = escrow.Keys("k1", {"k1": bytes(32)})
    (tmp_path / "typed.txt").write_text("\n".join(escrow.rows(other)))
    before = vault.held_keys()

    with pytest.raises(CommandError):
        call_command("restore_keys", file=str(tmp_path / "typed.txt"))

    assert vault.held_keys() == before


def test_typed_on_a_terminal_a_bad_row_is_asked_for_again(monkeypatch, capsys):
    held = escrow.Keys("k1", {"k1": os.urandom(32)})
    good = escrow.rows(held)
    bad = good[1][:-1] + ("A" if good[1][-1] != "A" else "C")
    monkeypatch.setattr("sys.stdin", StringIO("\n".join([good[0], bad, *good[1:], "", "never read"])))

    call_command("restore_keys")

    assert vault.held_keys() == (held.active, dict(held.keys))
    assert "k1-1" in capsys.readouterr().err


keys = st.dictionaries(
    st.integers(1, 40).map("k{}".format), st.binary(min_size=32, max_size=32), min_size=1, max_size=3
)


@given(keys=keys)
def test_the_sheet_reads_back_as_it_was_written(keys):
    held = escrow.Keys(next(iter(keys)), keys)

    assert escrow.read("\n".join(["# copied by hand", *escrow.rows(held)])) == held


@given(keys=keys, data=st.data())
def test_one_wrong_letter_is_found_in_its_row(keys, data):
    lines = escrow.rows(escrow.Keys(next(iter(keys)), keys))
    row = data.draw(st.integers(1, len(lines) - 1))
    at = data.draw(st.sampled_from([i for i, sign in enumerate(lines[row]) if i > 4 and sign != " "]))
    wrong = data.draw(st.sampled_from([one for one in "ABCDEFGH234567" if one != lines[row][at]]))
    label = lines[row].split()[0]
    lines[row] = lines[row][:at] + wrong + lines[row][at + 1 :]

    with pytest.raises(escrow.SheetRefused) as refused:
        escrow.read("\n".join(lines))

    assert [one.row for one in refused.value.problems] == [label]


@given(text=st.text(max_size=200))
def test_any_other_text_is_refused_in_words(text):
    with pytest.raises(escrow.SheetRefused):
        escrow.read(text)


def test_a_missing_row_is_named():
    lines = escrow.rows(escrow.Keys("k1", {"k1": bytes(32)}))

    with pytest.raises(escrow.SheetRefused) as refused:
        escrow.read("\n".join(lines[:-1]))

    assert refused.value.problems == (escrow.Problem("k1-4", escrow.Fault.ROW_MISSING),)
