"""The screens of Wagtail and the other packages are Spanish to the last word, first with their own words."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django.conf
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

import dev
from cms.management.commands import compile_catalogs

DOMAINS = ["django", "djangojs"]
OURS = settings.ROOT / "cms" / "borrowed" / "locale"
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
# A text with and without a plural are two: gettext answers one with a plural only when it has one.
Key = tuple[str, str, bool]


def entries(folder: Path, domain: str) -> dict[Key, polib.POEntry]:
    """What a catalogue's source holds."""
    path = folder / "LC_MESSAGES" / f"{domain}.po"
    found = polib.pofile(str(path)) if path.exists() else []
    return {key(one): one for one in found if not one.obsolete}


def compiled(folder: Path, domain: str) -> set[Key]:
    """What Django finds of a language: the compiled form is what it reads."""
    path = folder / "LC_MESSAGES" / f"{domain}.mo"
    return {key(one) for one in polib.mofile(str(path)) if all(words(one))} if path.exists() else set()


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid, bool(entry.msgid_plural)


def words(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def of_packages() -> list[Path]:
    """The locale folders of what is installed and not written here."""
    installed = [Path(one.path) for one in apps.get_app_configs()]
    theirs = [path for path in installed if path.parent != settings.ROOT]
    return [path / "locale" for path in [*theirs, Path(django.conf.__file__).parent]]


def of_apps() -> list[Path]:
    """The locale folders of our own apps."""
    return [
        Path(one.path) / "locale" for one in apps.get_app_configs() if Path(one.path).parent == settings.ROOT
    ]


def english(domain: str) -> set[Key]:
    """Every text of the packages' screens."""
    return {one for folder in of_packages() for one in entries(folder / "en", domain)}


def spanish(folders: list[Path], domain: str) -> set[Key]:
    return {one for folder in folders for one in compiled(folder / "es", domain)}


def ours(domain: str) -> dict[Key, polib.POEntry]:
    return entries(OURS / "es", domain)


def forms(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each Spanish text with the English it stands for: the first form of a plural is the singular."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
    for number, text in entry.msgstr_plural.items():
        yield entry.msgid_plural if number else entry.msgid, text


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_of_the_packages_is_spanish(domain):
    held = spanish([*of_packages(), *of_apps()], domain) | set(ours(domain))

    assert len(english(domain)) > 100
    assert sorted(english(domain) - held) == [], "translate these in cms/borrowed/locale"


@pytest.mark.parametrize("domain", DOMAINS)
def test_ours_holds_only_what_nobody_else_has(domain):
    """It stands above the packages and the apps, so a second Spanish would hide theirs."""
    assert sorted(set(ours(domain)) & spanish([*of_packages(), *of_apps()], domain)) == []
    assert sorted(set(ours(domain)) - english(domain)) == [], "no package says these any more"


@pytest.mark.parametrize("domain", DOMAINS)
def test_ours_is_translated_and_compiled(domain):
    unfinished = [one.msgid for one in ours(domain).values() if one.fuzzy or not all(words(one))]

    assert unfinished == []
    assert compiled(OURS / "es", domain) == set(ours(domain)), "run: manage.py compile_catalogs"


@pytest.mark.parametrize("domain", DOMAINS)
def test_ours_keeps_places_tags_and_outer_spaces(domain):
    pairs = [pair for one in ours(domain).values() for pair in forms(one)]

    assert [
        text for said, text in pairs if Counter(PLACE.findall(said)) != Counter(PLACE.findall(text))
    ] == []
    assert [text for said, text in pairs if Counter(TAG.findall(said)) != Counter(TAG.findall(text))] == []
    assert [
        text
        for said, text in pairs
        if [said[:1] == " ", said[-1:] == " "] != [text[:1] == " ", text[-1:] == " "]
    ] == []


def test_the_scripts_count_as_wagtail_counts():
    """A page takes its rule for plurals from the catalogue on top, which is ours."""
    theirs = Path(apps.get_app_config("wagtailadmin").path) / "locale" / "es" / "LC_MESSAGES" / "djangojs.po"
    rules = [
        polib.pofile(str(path)).metadata["Plural-Forms"].rstrip(";")
        for path in (theirs, OURS / "es" / "LC_MESSAGES" / "djangojs.po")
    ]

    assert rules[0] == rules[1]


def test_set_up_and_command_compile_the_same_catalogues():
    assert dev.CATALOGS == compile_catalogs.CATALOGS
    assert sorted(OURS.glob("*/LC_MESSAGES/*.po")) == sorted(dev.ROOT.glob(dev.CATALOGS[1]))


def test_no_source_file_stands_where_makemessages_would_write_ours_anew():
    assert {path.suffix for path in OURS.parent.rglob("*") if path.is_file()} <= {".po", ".mo"}


def test_the_running_site_says_ours_and_leaves_theirs():
    with translation.override("es"):
        assert gettext("Search all pages…") == "Buscar en todas las páginas…"
        assert (
            ngettext("Referenced %(count)s time", "Referenced %(count)s times", 2) == "%(count)s referencias"
        )
        assert gettext("Save draft") == "Guardar borrador"
    with translation.override("en"):
        assert gettext("Search all pages…") == "Search all pages…"


def test_the_scripts_of_the_admin_are_spanish(client, superuser_in_admin):
    answer = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()

    assert "Los cambios se guardaron autom\\u00e1ticamente." in answer


def test_the_admin_looks_for_pages_in_spanish(client, superuser_in_admin):
    answer = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "es"}).content.decode()

    assert "Buscar en todas las páginas…" in answer
    assert "Search all pages…" not in answer
