"""A damaged or hostile package is refused whole: one clear error, no row, no file."""

import hashlib
import json
from pathlib import Path

import pytest
from django.db import IntegrityError

from curriculum.canonical import canonical_json, sha256_of
from curriculum.interchange.refusals import PackageRefused
from curriculum.models import LessonPage, LessonVersion
from tests.builders.curriculum import make_lesson, make_module, make_programme
from tests.curriculum.package_world import (
    counted,
    edited,
    empty_site,
    imported,
    make_world,
    opened,
    packed,
    sealed,
    zipped,
)

LESSON, PROGRAMME = "es/01-01-uno.json", "es/programme.json"
made: dict[str, bytes] = {}


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def package(author):
    """A whole package, and a site in which nothing of it stands."""
    if "package" not in made:
        made["package"] = packed(make_world(author))
        empty_site()
    return made["package"]


def refused(content: bytes) -> str:
    """What an import says; it must have written nothing."""
    before = counted()
    with pytest.raises(PackageRefused) as refusal:
        imported(content)
    assert counted() == before
    return str(refusal.value)


def with_body(change):
    return LESSON, lambda page: change(page["content"]["body"])


def set_in(name, value):
    return lambda page: page["content"].__setitem__(name, value)


HOSTILE = {
    "page type": (
        PROGRAMME,
        lambda top: top["modules"][0].update(type="cms.HomePage"),
        "unknown field: type",
    ),
    "page field": (LESSON, set_in("owner", 1), "unknown field: owner"),
    "lacking field": (LESSON, lambda page: page["content"].pop("summary"), "A field is missing: summary"),
    "wrong kind of field": (LESSON, set_in("minutes", "90"), "minutes: This must be a whole number"),
    "control character": (LESSON, set_in("title", "a\0b"), "title: The text holds a control character"),
    "block type": (
        *with_body(lambda body: body[0].update(type="raw_html")),
        "unknown type of block: raw_html",
    ),
    "block field": (
        *with_body(lambda body: body[0]["value"].update(onclick="x")),
        "body\\[0\\]: There is an unknown field: onclick",
    ),
    "block choice": (
        *with_body(lambda body: body[0]["value"].update(keep="never")),
        "keep: The value does not",
    ),
    "block number": (
        *with_body(lambda body: body[0]["value"].update(minutes="90")),
        "minutes: The value is of",
    ),
    "block for a text": (
        *with_body(lambda body: body[0]["value"].update(heading={})),
        "must be a single value",
    ),
    "struct for a list": (
        *with_body(lambda body: body[0]["value"].update(steps={})),
        "steps: This must be a list",
    ),
    "text for a struct": (
        *with_body(lambda body: body[0].update(value="x")),
        "body\\[0\\]: This must be an obj",
    ),
    "two blocks of one id": (*with_body(lambda body: body[1].update(id=body[0]["id"])), "the same id"),
    "row of this site": (
        *with_body(lambda body: body[3]["value"].update(image=1)),
        "image: This must be an object",
    ),
    "missing picture": (
        *with_body(lambda body: body[3]["value"].update(image={"image": "0" * 40})),
        "The image 0{40} is missing",
    ),
    "page key twice": (PROGRAMME, lambda top: top["modules"][1].update(key=top["key"]), "stands twice"),
    "lesson twice": (PROGRAMME, lambda top: top["modules"][1].update(lessons=[LESSON]), "used twice"),
    "lesson outside": (
        PROGRAMME,
        lambda top: top["modules"][1].update(lessons=["/etc/passwd"]),
        "is missing",
    ),
    "mirror of nothing": (PROGRAMME, lambda top: top.update(mirror_of="en"), "mirrors one that"),
    "right of nobody": (LESSON, set_in("rights", ["es/" + "0" * 36]), "is not in lists.json"),
    "language of a right": (
        "lists.json",
        lambda lists: lists["rights"].append(
            {**lists["rights"][0], "name": "fr" + lists["rights"][0]["name"][2:]}
        ),
        "no language fr",
    ),
    "mark of nothing": (
        "loaded.json",
        lambda marks: marks.append({"key": "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "sha256": "0" * 64}),
        "belongs to no page",
    ),
    "medium elsewhere": (
        "media.json",
        lambda media: media["images"][0].update(member="../../settings.py"),
        "No part|It is missing",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_content_is_refused_whole(package, case):
    name, change, said = HOSTILE[case]

    with pytest.raises(PackageRefused, match=said):
        imported(edited(package, name, change))

    assert not LessonPage.objects.exists()


MANIFESTS = {
    "other format": ({"format": "zip"}, "not a programme of this format"),
    "later version": ({"version": 2}, "another version of the format"),
    "version that is no number": ({"version": True}, "another version of the format"),
    "unknown language": ({"languages": ["es", "fr"]}, "no language fr"),
    "language that is a path": ({"languages": ["../es"]}, "not of the right form"),
    "language twice": ({"languages": ["es", "es"]}, "each once"),
    "other programme": ({"programme": "00000000-0000-0000-0000-000000000000"}, "not the one in the manifest"),
    "foreign field": ({"run": "x"}, "unknown field: run"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", MANIFESTS)
def test_foreign_manifest_is_refused(package, case):
    change, said = MANIFESTS[case]
    members = opened(package)
    manifest = {**json.loads(members["manifest.json"]), **change}

    with pytest.raises(PackageRefused, match=said):
        imported(zipped({**members, "manifest.json": json.dumps(manifest).encode()}))


@pytest.mark.django_db
def test_changed_member_is_refused_by_its_checksum(package):
    members = opened(package)
    picture = next(name for name in members if name.endswith(".png"))

    for name in (LESSON, picture):
        told = refused(zipped({**members, name: members[name][:-1] + b"!"}))
        assert told == f"{name}: The checksum is wrong: the member was changed or damaged."


@pytest.mark.django_db
def test_changed_version_is_refused_though_the_manifest_is_right(package):
    name = next(name for name in opened(package) if name.startswith("versions/lessons/"))

    told = refused(edited(package, name, lambda values: values["content"].update(title="Cambiada")))

    assert told == f"{name}: The checksum is wrong: the version was changed or damaged."


def refrozen(package, change) -> bytes:
    """The package with another frozen lesson, under right hashes everywhere."""
    members = opened(package)
    name = next(one for one in members if one.startswith("versions/lessons/") and b"ab1cd" in members[one])
    values = json.loads(members.pop(name))
    change(values["content"])
    sha256 = sha256_of(canonical_json(values["content"]))
    lessons = {**members, f"versions/lessons/{sha256}.json": json.dumps(values).encode()}
    for one in [one for one in lessons if one.startswith("versions/programmes/")]:
        text = lessons.pop(one).replace(Path(name).stem.encode(), sha256.encode())
        content = canonical_json(json.loads(text)["content"])
        lessons[f"versions/programmes/{sha256_of(content)}.json"] = text
    return sealed(lessons)


def in_frozen_text(text):
    return lambda content: content["body"][1]["value"].update(text=text)


@pytest.mark.django_db
def test_script_in_a_frozen_lesson_is_refused_since_it_cannot_be_cleaned(package):
    def hidden(content):
        content["body"][1].update(type="forgotten", value={"x": ["<script>"]})

    assert "frozen text holds markup" in refused(refrozen(package, in_frozen_text("<img src=x onerror=x()>")))
    assert "frozen text holds markup" in refused(refrozen(package, hidden))
    assert imported(refrozen(package, in_frozen_text("<p>Bien.</p>"))).counts["created"] == 20


@pytest.mark.django_db
def test_frozen_lesson_of_wrong_kinds_is_refused(package):
    for change in ({"title": 5}, {"goals": None}, {"key": "x"}, {"language": "en"}, {"body": [1]}):
        assert "version" in refused(refrozen(package, lambda content, change=change: content.update(change)))


@pytest.mark.django_db
def test_json_that_is_none_is_refused(package):
    members = opened(package)
    deep = b"[" * 60 + b"]" * 60
    twice = members["lists.json"].replace(b'"themes"', b'"rights": [], "themes"')

    for content in (b"{", b"\xff", b"NaN", b"[" * 60_000, twice):
        assert refused(sealed({**members, "lists.json": content})) == (
            "lists.json: The member is not readable JSON."
        )
    assert refused(sealed({**members, "lists.json": deep})) == "lists.json: The member is nested too deeply."


@pytest.mark.django_db
def test_missing_and_additional_members_are_refused(package):
    members = opened(package)
    lesson = {name: content for name, content in members.items() if name != LESSON}
    no_manifest = {name: content for name, content in members.items() if name != "manifest.json"}

    assert refused(zipped(lesson)) == f"{LESSON}: The member is missing."
    assert refused(zipped({**members, "run.py": b""})) == "run.py: The manifest does not know this member."
    assert refused(sealed({**members, "run.py": b""})) == "run.py: No part of the programme uses this member."
    assert refused(zipped(no_manifest)) == "The archive is not a programme: it has no manifest.json."


@pytest.mark.django_db
def test_missing_picture_of_a_version_is_refused(package):
    told = refused(edited(package, "media.json", lambda media: media["frozen"].clear()))

    assert "The picture or recording" in told


def swapped(package, name, content, suffix=None):
    """The package with other bytes for a medium, under their own hash everywhere."""
    members = opened(package)
    old = next(one for one in members if one.endswith(name))
    hashed = hashlib.sha1(content).hexdigest()
    new = f"media/{hashed}{suffix or Path(old).suffix}"
    pairs = ((old, new), (Path(old).stem, hashed))
    texts = {one: replaced(text, pairs) for one, text in members.items() if one.endswith(".json")}
    kept = {one: text for one, text in texts.items() if not one.startswith("versions/")}
    media = json.loads(kept["media.json"])
    media["frozen"] = []
    kept["media.json"] = json.dumps(media).encode()
    others = {one: text for one, text in members.items() if one.startswith("media/") and one != old}
    return sealed({**kept, **others, new: content})


def replaced(text, pairs):
    for old, new in pairs:
        text = text.replace(old.encode(), new.encode())
    return text


@pytest.mark.django_db
def test_pictures_that_cannot_be_read_are_refused(package):
    png = next(content for name, content in opened(package).items() if name.endswith(".png"))

    assert "media/" in refused(swapped(package, ".png", b"no picture"))
    assert "media/" in refused(swapped(package, ".png", png[:-40]))
    assert "media/" in refused(swapped(package, ".png", png, suffix=".jpg"))
    assert "Drawings of this type" in refused(swapped(package, ".png", b"<svg/>", suffix=".svg"))
    assert "media/" in refused(swapped(package, ".png", b"MZ", suffix=".exe"))


@pytest.mark.django_db
def test_documents_of_an_unlisted_type_are_refused(package, settings):
    assert "no documents of this type" in refused(swapped(package, ".pdf", b"<script>", suffix=".html"))
    settings.WAGTAILDOCS_EXTENSIONS = ["odt"]
    assert "no documents of this type" in refused(package)


@pytest.mark.django_db
def test_file_under_another_hash_is_refused(package):
    members = opened(package)
    name = next(name for name in members if name.endswith(".pdf"))

    told = refused(sealed({**members, name: b"%PDF other"}))

    assert told == f"{name}: The file is not the one that its name tells."


@pytest.mark.django_db
def test_script_in_rich_text_does_not_arrive(package):
    dirty = (
        '<p onclick="x()">Uno <script>alert(1)</script><a href="javascript:x()">dos</a></p>'
        '<iframe src="https://example.org"></iframe><img src="x" onerror="x()"><b>tres'
    )
    content = edited(package, *with_body(lambda body: body[1]["value"].update(text=dirty)))

    imported(content)

    page = LessonPage.objects.get(slug="uno")
    assert page.body[1].value["text"].source == "<p>Uno dos</p><b>tres</b>"
    assert imported(content).changed_nothing


@pytest.mark.django_db
def test_failure_half_way_leaves_neither_rows_nor_files(package, media_root):
    lesson_key = json.loads(opened(package)["en/01-01-one.json"])["key"]
    make_lesson(make_module(make_programme(title="Ajeno")), title="Ajena", translation_key=lesson_key)
    before = counted()

    with pytest.raises((PackageRefused, IntegrityError)):
        imported(package)

    assert counted() == before
    assert [path.name for path in media_root.rglob("*") if path.is_file()] == []
    assert not LessonVersion.objects.exists()
