"""The ZIP of a translator is read in memory, within limits, or refused as a whole."""

import io
import zipfile

import pytest

from cms.translation import archive
from cms.translation.archive import Fault, Refused


def zipped(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return held.getvalue()


def refused(held):
    with pytest.raises(Refused) as caught:
        archive.unpacked(held)
    return caught.value.fault, caught.value.name


def test_files_come_back_in_their_order():
    files = {"programa.po": "uno ñ", "programa/leccion.po": "dos"}

    found = archive.unpacked(archive.packed(files))

    assert list(found.items()) == [("programa.po", "uno ñ".encode()), ("programa/leccion.po", b"dos")]


def test_the_same_files_make_the_same_bytes():
    assert archive.packed({"a.po": "x"}) == archive.packed({"a.po": "x"})


def test_what_a_computer_adds_is_passed_over():
    held = zipped({"__MACOSX/._a.po": "x", ".b.po": "x", "LEEME.txt": "x", "folder/": "", "A.PO": "words"})

    assert archive.unpacked(held) == {"A.PO": b"words"}


@pytest.mark.parametrize("held", [b"", b"hola", zipped({"a.po": "x" * 500})[:80]])
def test_what_is_no_zip_is_refused(held):
    assert refused(held) == (Fault.NOT_ZIP, "")


def test_an_archive_without_files_of_words_is_refused():
    assert refused(zipped({"a.docx": "x"})) == (Fault.NO_FILES, "")


def test_a_bomb_is_refused_before_it_is_opened():
    held = zipped({"bomb.po": b"\0" * (archive.LARGEST_FILE + 1)})

    assert len(held) < 10_000
    assert refused(held) == (Fault.TOO_LARGE, "bomb.po")


def test_many_large_files_are_refused():
    assert refused(zipped({f"{n}.po": b"\0" * 1_900_000 for n in range(16)})) == (Fault.TOO_LARGE, "")


def test_too_many_files_are_refused():
    assert refused(zipped({f"{n}.po": "" for n in range(archive.MOST_FILES + 1)})) == (Fault.TOO_MANY, "")


def test_too_many_bytes_are_refused():
    assert refused(b"x" * (archive.LARGEST_ZIP + 1)) == (Fault.TOO_LARGE, "")


def test_a_file_that_was_damaged_on_its_way_is_named():
    held = archive.packed({"a.po": "palabras que no se repiten"})
    at = held.index(b"a.po") + 6

    assert refused(held[:at] + b"\xff" + held[at + 1 :]) in [(Fault.BROKEN, "a.po"), (Fault.NOT_ZIP, "")]


def test_no_path_is_ever_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert archive.unpacked(zipped({"../../evil.po": "x"})) == {"../../evil.po": b"x"}
    assert list(tmp_path.rglob("*")) == []
