"""A file of words comes back as it was written, and a damaged one is refused with the line."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translation import catalogue
from cms.translation.catalogue import Catalogue, Damaged, Entry, Fault

PAGE = "4f4a1b9e-7d2b-4d38-9a6f-0d2f6c9b7a11"
ENTRIES = (
    Entry("title", "Escuchar con calma", "Thak uyariy"),
    Entry("body.1.text", 'El niño dice: «sí» & "no"', 'Ñuqa nini: «arí» & "manam"'),
    Entry("body.2.purpose", "Una línea<br>y otra", "Huk siqi<br>huktawan"),
    Entry("body.3.say", "Sin traducir", ""),
)


def text_of(*entries, page=PAGE):
    return catalogue.written(Catalogue(page, entries), language="quy", source="es", note="Escuchar\nNota")


def plain(found):
    return [(one.path, one.text, one.words) for one in found.entries]


def refused(held):
    with pytest.raises(Damaged) as caught:
        catalogue.read(held if isinstance(held, bytes) else held.encode())
    return caught.value.fault, caught.value.line


def test_a_file_comes_back_as_it_was_written():
    found = catalogue.read(text_of(*ENTRIES).encode())

    assert found.page == PAGE
    assert plain(found) == [(one.path, one.text, one.words) for one in ENTRIES]


def test_each_entry_knows_the_line_where_it_stands():
    text = text_of(*ENTRIES)

    found = catalogue.read(text.encode())

    lines = text.split("\n")
    assert [lines[one.line - 1] for one in found.entries] == [f'msgctxt "{one.path}"' for one in ENTRIES]


def test_the_same_text_twice_in_one_place_stands_once():
    text = text_of(Entry("a", "Sí", "Arí"), Entry("a", "Sí", "Arí"), Entry("b", "Sí", "Arí"))

    assert plain(catalogue.read(text.encode())) == [("a", "Sí", "Arí"), ("b", "Sí", "Arí")]


def test_an_editor_on_windows_does_no_harm():
    held = b"\xef\xbb\xbf" + text_of(*ENTRIES).replace("\n", "\r\n").encode()

    assert plain(catalogue.read(held)) == [(one.path, one.text, one.words) for one in ENTRIES]


def test_an_entry_marked_as_needing_work_is_unsure():
    text = text_of(ENTRIES[0]).replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"')

    assert [one.is_unsure for one in catalogue.read(text.encode()).entries] == [True]


def test_other_programs_can_read_the_file(tmp_path):
    path = tmp_path / "one.po"
    path.write_text(text_of(*ENTRIES))

    file = polib.pofile(str(path), check_for_duplicates=True)

    assert file.metadata["Language"] == "quy"
    assert file.header == "Escuchar\nNota"
    assert [one.msgstr for one in file] == [one.words for one in ENTRIES]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('msgstr "Thak uyariy"', 'msgstr "Thak uyariy'),
        ('msgstr "Thak uyariy"', "msgstr Thak uyariy"),
        ('msgstr "Thak uyariy"', 'msgstr "Thak "uyariy"'),
        ('msgstr "Thak uyariy"', "Thak uyariy"),
        ('msgid "Escuchar con calma"\nmsgstr "Thak uyariy"', 'msgid "Escuchar con calma"\nmsgid "x"'),
        ('msgstr "Thak uyariy"', 'mgsstr "Thak uyariy"'),
    ],
)
def test_a_broken_line_is_named(before, after):
    text = text_of(*ENTRIES)
    line = text[: text.index(before)].count("\n") + 1 + before.count("\n")

    assert before in text
    assert refused(text.replace(before, after)) == (Fault.LINE, line)


def test_a_file_that_ends_too_early_is_refused():
    text = text_of(*ENTRIES)
    cut = text[: text.rindex("msgstr")]

    assert refused(cut) == (Fault.CUT_OFF, cut[: cut.rindex("msgid")].count("\n") + 1)


def test_a_line_in_another_encoding_is_named():
    text = text_of(*ENTRIES)
    line = text[: text.index("Ñuqa")].count("\n") + 1

    assert refused(text.replace("“", '"').encode("latin-1")) == (Fault.NOT_TEXT, 0) or line
    assert refused(text.encode().replace("Ñ".encode(), b"\xd1")) == (Fault.NOT_TEXT, line)


@pytest.mark.parametrize("held", [b"", b"PK\x03\x04", b"hola", b"/etc/hosts", b'msgid "\0"\nmsgstr ""'])
def test_something_else_is_no_file_of_words(held):
    assert refused(held)[0] is Fault.NOT_TEXT


def test_a_file_that_does_not_say_its_page_is_refused():
    assert refused(text_of(*ENTRIES, page="")) == (Fault.NO_PAGE, 0)


words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.just("\n"), max_size=40)


@given(st.lists(st.tuples(words.filter(bool), words), max_size=5, unique_by=lambda pair: pair[0]))
def test_whatever_is_written_can_be_read(pairs):
    entries = [Entry(f"body.{number}", *pair) for number, pair in enumerate(pairs)]

    found = catalogue.read(text_of(*entries).encode())

    assert plain(found) == [(one.path, one.text, one.words) for one in entries]
