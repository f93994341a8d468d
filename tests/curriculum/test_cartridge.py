"""A Common Cartridge 1.3: the structure that the public schema demands, and no guide for learners."""

import io
import itertools
import re
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from wagtail.images.tests.utils import get_test_image_file

from curriculum.interchange import cartridge
from curriculum.models import LessonPage, ModulePage, ProgrammePage
from tests.builders.curriculum import (
    RENDITION_LEAK,
    locale,
    make_image,
    make_lesson,
    make_media,
    make_module,
    make_programme,
    make_prose,
)
from tests.curriculum.package_world import make_recording, opened
from tests.curriculum.test_canaries import AUDIENCES, KINDS, OPEN, heard, sung

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(RENDITION_LEAK)]

CC = "{http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest}"
XML_ID = re.compile(r"[A-Za-z_][\w.-]*")


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def programme():
    """Two modules; a picture for everybody, a recording, and a picture for the facilitator alone."""
    page = make_programme(title="Crianza & ternura", slug="crianza", summary="Para <todos>.")
    module = make_module(page, title="Vínculo", slug="vinculo")
    open_picture, recording = make_image(), make_recording()
    secret = make_image(title="Otra", file=get_test_image_file(filename="otra.png", colour="blue"))
    body = [
        make_prose(),
        make_media(image=open_picture.pk),
        make_media(file=recording.pk, transcript="Palabras."),
        make_media(image=secret.pk, audience="facilitator"),
    ]
    make_lesson(module, title="Uno", slug="uno", body=body)
    make_lesson(module, title="Borrador", slug="borrador", live=False)
    make_lesson(make_module(page, title="Dos", slug="dos"), title="Otra", slug="otra")
    return page


def written(page, language=None) -> dict[str, bytes]:
    stream = io.BytesIO()
    cartridge.write(stream, page.translation_key, language)
    return opened(stream.getvalue())


def manifest_of(members):
    return ElementTree.fromstring(members["imsmanifest.xml"])


def names(element):
    return [child.tag for child in element]


def resources(manifest):
    return {one.get("identifier"): one for one in manifest.find(f"{CC}resources")}


def needed(resource):
    return [one.get("identifierref") for one in resource.findall(f"{CC}dependency")]


def test_manifest_has_the_elements_of_the_schema_in_its_order(programme):
    manifest = manifest_of(written(programme))

    metadata, organizations, listed = manifest
    assert names(manifest) == [f"{CC}metadata", f"{CC}organizations", f"{CC}resources"]
    assert names(metadata) == [f"{CC}schema", f"{CC}schemaversion", f"{LOM}lom"]
    assert [metadata[0].text, metadata[1].text] == ["IMS Common Cartridge", "1.3.0"]
    assert names(organizations) == [f"{CC}organization"]
    assert organizations[0].attrib.keys() == {"identifier", "structure"}
    assert organizations[0].get("structure") == "rooted-hierarchy"
    assert names(organizations[0]) == [f"{CC}title", f"{CC}item"]
    assert {one.get("type") for one in listed} == {"webcontent"}
    assert {one.get("intendeduse") for one in listed} == {None, "lessonplan"}
    for resource in listed:
        tags = names(resource)
        assert tags == [f"{CC}file"] * tags.count(f"{CC}file") + [f"{CC}dependency"] * tags.count(
            f"{CC}dependency"
        )


def test_metadata_say_title_language_summary_and_licence(programme):
    general, rights = manifest_of(written(programme)).find(f"{CC}metadata/{LOM}lom")

    assert names(general) == [f"{LOM}title", f"{LOM}language", f"{LOM}description"]
    assert [one.text for one in general.iter(f"{LOM}string")] == ["Crianza & ternura", "Para <todos>."]
    assert {one.get("language") for one in general.iter(f"{LOM}string")} == {"es"}
    assert general.find(f"{LOM}language").text == "es"
    assert names(rights) == [f"{LOM}copyrightAndOtherRestrictions", f"{LOM}description"]
    assert [one.text for one in rights.iter() if (one.text or "").strip()] == ["yes", "CC BY 4.0"]


def test_identifiers_are_unique_and_every_reference_has_its_target(programme):
    manifest = manifest_of(written(programme))
    given = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    referring = [one for one in manifest.iter() if one.get("identifierref")]

    assert len(set(given)) == len(given)
    assert [one for one in given if not XML_ID.fullmatch(one)] == []
    assert {one.get("identifierref") for one in referring} <= set(resources(manifest))
    for name, resource in resources(manifest).items():
        assert len(set(needed(resource))) == len(needed(resource))
        assert name not in needed(resource)


def test_every_file_is_there_and_belongs_to_one_resource(programme):
    members = written(programme)

    hrefs = []
    for resource in resources(manifest_of(members)).values():
        files = [one.get("href") for one in resource.findall(f"{CC}file")]
        assert files == [resource.get("href")]
        hrefs += files
    assert sorted(hrefs) == sorted(members.keys() - {"imsmanifest.xml"})


def test_one_item_for_each_published_lesson_below_its_module(programme):
    root = manifest_of(written(programme)).find(f"{CC}organizations/{CC}organization/{CC}item")

    tree = [
        (
            module.find(f"{CC}title").text,
            [lesson.find(f"{CC}title").text for lesson in module.findall(f"{CC}item")],
        )
        for module in root
    ]
    lessons = [lesson for module in root for lesson in module.findall(f"{CC}item")]
    assert tree == [("Vínculo", ["Uno"]), ("Dos", ["Otra"])]
    assert [names(lesson) for lesson in lessons] == [[f"{CC}title"]] * 2
    assert all(module.get("identifierref") is None for module in root)


def test_learners_reach_neither_guides_nor_what_only_guides_show(programme):
    manifest = manifest_of(written(programme))
    listed = resources(manifest)
    reached = {one.get("identifierref") for one in manifest.iter(f"{CC}item")} - {None}
    reached |= {name for one in reached for name in needed(listed[one])}

    hidden = {name for name, one in listed.items() if one.get("intendeduse") == "lessonplan"}
    assert reached & hidden == set()
    assert reached | hidden == set(listed)
    assert sorted(PurePosixPath(listed[name].get("href")).parts[0] for name in hidden) == ["guides"] * 2 + [
        "media"
    ]


def test_pages_link_to_nothing_outside_the_cartridge(programme):
    members = written(programme)

    for name, content in members.items():
        for link in re.findall(r'(?:src|href)="([^"]+)"', content.decode()) if name.endswith(".html") else ():
            assert link.startswith("../media/")
            assert link.removeprefix("../") in members
    lesson = members["lessons/01.html"].decode()
    assert [lesson.count("<img "), lesson.count("<a ")] == [1, 1]
    assert '<html lang="es">' in lesson


def test_handout_is_part_of_the_lesson():
    page = make_programme()
    handout, songs = sung("handout", "participant")
    make_lesson(make_module(page), body=[handout])

    assert heard(written(page)["lessons/01.html"].decode(), songs["text"]) == set(songs["text"])


def test_no_canary_of_the_facilitator_is_in_anything_for_learners():
    page, picture = make_programme(), make_image()
    hidden, shown, body = set(), set(), []
    for kind, audience in itertools.product(KINDS, AUDIENCES):
        block, songs = sung(kind, audience)
        block["value"] |= {"image": picture.pk} if kind == "media" else {}
        body.append(block)
        for name, canaries in songs.items():
            is_open = audience != "facilitator" and name in OPEN[kind]
            (shown if is_open else hidden).update(canaries)
    make_lesson(make_module(page), body=body, materials=["canariomaterial"])

    members = written(page)

    guide = members.pop("guides/01.html").decode()
    for_learners = b"".join(members.values()).decode(errors="replace")
    assert heard(for_learners, hidden | {"canariomaterial"}) == set()
    assert heard(for_learners, shown) == shown
    assert heard(guide, hidden) == hidden


def test_language_is_chosen_and_the_bytes_are_the_same_each_time(programme):
    english = make_programme(
        title="Parenting", slug="parenting", locale=locale("en"), translation_key=programme.translation_key
    )
    module = make_module(english, title="Bond", slug="bond")
    make_lesson(module, title="One", slug="one")

    assert written(programme, "en") == written(programme, "en")
    assert '<html lang="en">' in written(programme, "en")["lessons/01.html"].decode()
    assert '<html lang="es">' in written(programme)["lessons/01.html"].decode()


def test_command_writes_the_cartridge(programme, tmp_path, capsys):
    target = tmp_path / "crianza.imscc"

    call_command("export_programme", "crianza", str(target), common_cartridge=True, language="es")

    assert "imsmanifest.xml" in opened(target.read_bytes())
    assert capsys.readouterr().out == "Crianza & ternura: 2 lessons in es\n"


def test_command_refuses_what_it_cannot_write(programme, tmp_path):
    target = tmp_path / "crianza.imscc"
    with pytest.raises(CommandError, match="not published in en"):
        call_command("export_programme", "crianza", str(target), common_cartridge=True, language="en")
    with pytest.raises(CommandError, match="--language is for --common-cartridge"):
        call_command("export_programme", "crianza", str(target), language="es")

    assert list(tmp_path.glob("crianza*")) == []
    assert (ProgrammePage.objects.count(), ModulePage.objects.count(), LessonPage.objects.count()) == (
        1,
        2,
        3,
    )
