"""Quechua pages exist, the interface stays Spanish or English, and a missing page is missing."""

import polib
import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms.models import PlainPage


@pytest.fixture
def quechua(db):
    return Locale.objects.get_or_create(language_code="quy")[0]


@pytest.fixture
def compiled_quechua(tmp_path, settings):
    """The catalogue as the set-up compiles it, in a folder of this test's own."""
    source = django_settings.LOCALE_PATHS[0] / "quy" / "LC_MESSAGES" / "django.po"
    target = tmp_path / "quy" / "LC_MESSAGES"
    target.mkdir(parents=True)
    polib.pofile(str(source)).save_as_mofile(str(target / "django.mo"))
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]
    settings.LANGUAGES = list(settings.LANGUAGES)  # Django forgets which catalogues it has seen


def test_quechua_locale_can_be_made_and_shown(quechua):
    assert str(quechua)
    assert quechua.language_info["code"] == "quy"
    assert quechua.language_name_local == "Chanka runasimi"
    assert quechua.is_bidi is False


def test_quechua_locale_shows_in_the_admin(client, superuser_in_admin, quechua):
    answer = client.get(reverse("wagtaillocales:index"))

    assert answer.status_code == 200
    assert quechua in answer.context["object_list"]


def test_quechua_page_is_served_in_quechua(client, quechua, compiled_quechua):
    site = Site.objects.get(is_default_site=True)
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=PlainPage(title="Qallariy", slug="qallariy", locale=quechua))
    site.root_page = home
    site.save()

    answer = client.get("/quy/")

    assert answer.status_code == 200
    assert answer["Content-Language"] == "quy"
    assert b"Qallariy" in answer.content


def test_root_sends_to_the_home_of_the_visitors_language(client, db):
    assert client.get("/")["Location"] == "/es/"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/en/"


def test_missing_page_is_missing_and_not_a_redirect(client, db):
    assert client.get("/nada/").status_code == 404
    assert client.get("/es/nada/").status_code == 404


def test_language_switch_holds_for_pages_without_a_language_in_their_address(client, db):
    client.post("/i18n/setlang/", {"language": "en", "next": "/accounts/login/"})
    english = client.get("/accounts/login/")["Content-Language"]
    client.post("/i18n/setlang/", {"language": "es", "next": "/accounts/login/"})

    assert english == "en"
    assert client.get("/accounts/login/")["Content-Language"] == "es"


def test_admin_offers_the_interface_languages_only():
    with translation.override("es"):
        assert [code for code, _ in django_settings.WAGTAILADMIN_PERMITTED_LANGUAGES] == ["es", "en"]
