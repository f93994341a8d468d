"""What an archive may hold before anything in it is read: names, kinds, sizes and how far it grows."""

import io
import struct
import zipfile

import pytest

from curriculum.interchange import archive
from curriculum.interchange.refusals import PackageRefused
from tests.curriculum.package_world import zipped


def entry(name, content=b"{}", **overrides) -> bytes:
    """An archive with one member as its maker wants it."""
    info = zipfile.ZipInfo(name)
    for field, value in overrides.items():
        setattr(info, field, value)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(info, content)
    return stream.getvalue()


NAMES = [
    "../es.json",
    "es/../../x.json",
    "/etc/x.json",
    "C:/x.json",
    "es\\x.json",
    "es//x.json",
    "es/",
    "ñ.json",
]
NAMES += ["x" * 300, ".hidden", "es/./x.json", "con\ttab.json"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_leave_the_archive_are_refused(name):
    with pytest.raises(PackageRefused, match="a name that is not allowed"):
        archive.Archive(io.BytesIO(entry(name)))


def test_links_and_devices_are_refused():
    for mode in (0o120777, 0o060644, 0o040755):
        with pytest.raises(PackageRefused, match="a link or another thing"):
            archive.Archive(io.BytesIO(entry("es.json", external_attr=mode << 16)))


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("second", ["es.json", "ES.json"])
def test_two_members_of_one_name_are_refused(second):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("es.json", b"1")
        target.writestr(second, b"2")

    with pytest.raises(PackageRefused, match="two members of this name"):
        archive.Archive(stream)


def test_bomb_is_refused_before_it_grows():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("es.json", bytes(50 * archive.MIB))

    with pytest.raises(PackageRefused, match="grows too much"):
        archive.Archive(stream)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"members": 1}, "too many members"),
        ({"directory_bytes": 60}, "too many members"),
        ({"member_bytes": 9}, "The member is too large"),
        ({"total_bytes": 200}, "too large"),
        ({"name_length": 5}, "not allowed"),
    ],
)
def test_each_limit_is_kept(limits, said):
    content = zipped({"es.json": b"0123456789", "en.json": b"0123456789"})

    with pytest.raises(PackageRefused, match=said):
        archive.Archive(io.BytesIO(content), archive.Limits(**limits))


def test_member_that_lies_about_its_size_is_refused():
    content = bytearray(zipped({"es.json": b"x" * 1000}))
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, 10)

    with pytest.raises(PackageRefused, match=r"es\.json: The member is"):
        archive.Archive(io.BytesIO(bytes(content))).read("es.json")


def test_text_beyond_the_limit_of_texts_is_refused():
    opened_archive = archive.Archive(io.BytesIO(zipped({"es.json": b"x" * 1000})))

    with pytest.raises(PackageRefused, match="too large"):
        opened_archive.read("es.json", limit=999)


@pytest.mark.parametrize("cut", [0, 1, 30, 100])
def test_what_is_no_zip_archive_is_refused(cut):
    with pytest.raises(PackageRefused, match="not a zip archive, or it is damaged"):
        archive.Archive(io.BytesIO(zipped({"es.json": b"x" * 1000})[:cut]))


def test_damaged_member_is_refused():
    content = bytearray(entry("es.json", b"0123456789"))
    content[content.index(b"0123")] ^= 0xFF

    with pytest.raises(PackageRefused, match=r"es\.json: The member is damaged"):
        archive.Archive(io.BytesIO(bytes(content))).read("es.json")


def test_encrypted_and_oddly_packed_members_are_refused():
    content = bytearray(entry("es.json"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("es.json", b"{}")

    for one in (io.BytesIO(bytes(content)), stream):
        with pytest.raises(PackageRefused, match="encrypted or packed in an unknown way"):
            archive.Archive(one)
