"""The paper itself: one page of our faces, the same bytes every time, a QR that says where to check."""

import io
import random
from datetime import date

import pytest
from pdfua import validate
from PIL import Image

from assessments.certificates import numbering, rendering, snapshot
from curriculum import pdf
from tests.assessments.certificates import readers

NAME = "María Elena Quispe Huamán"
LONGEST = (
    "Wenceslao Maximiliano de la Cruz y Huamanñahui Palomino-Sulca"
    " Ccencho Altamirano Mamani Condori del Rosario"
)


def make_snapshot(number=1, name=NAME, language="es", **facts):
    known = {
        "title": "Crianza con ternura, derechos con voz",
        "issuer": "Asociación Puente",
        "place": "Huamanga",
        "minutes": 405,
        "first_on": date(2026, 1, 5),
        "last_on": date(2026, 3, 2),
        "issued_on": date(2026, 3, 9),
    }
    facts = snapshot.Facts(name=name, language=language, **{**known, **facts})
    code = numbering.new_code(random.Random(number).randrange)
    return snapshot.numbered(
        snapshot.compose(facts, "https://puente.example.org/"), code, numbering.folio(2026, number)
    )


@pytest.fixture(scope="module")
def one():
    return make_snapshot()


@pytest.fixture(scope="module")
def paper(one):
    return rendering.render([one])[0]


def test_it_is_one_page_of_a4_across(paper):
    assert readers.sizes(paper) == [(297, 210)]


def test_every_printed_string_is_read_back(one, paper):
    words = " ".join(readers.text(paper).split())

    for said in (one.name, one.title, one.detail, one.issuer, one.place_and_date, one.thanks, one.folio):
        assert said in words
    assert numbering.display(one.code) in words
    assert "puente.example.org/C/" in words


def test_bytes_are_the_same_alone_and_among_others(one, paper):
    many = [make_snapshot(number, f"Persona {number}") for number in range(2, 30)]

    assert rendering.render([many[0], one, *many[1:]])[1] == paper


def test_another_name_gives_other_bytes(paper):
    assert rendering.render([make_snapshot(name="Rosa Tito")])[0] != paper


def test_a_file_is_small(paper):
    assert len(paper) <= 65_000


def test_only_our_faces_are_inside(paper):
    assert readers.fonts(paper) <= {
        "Puente-Sans",
        "Puente-Sans-Bold",
        "Puente-Sans-Italic",
        "Puente-Serif-Semi-Bold",
    }


def test_it_is_accessible(tmp_path, paper):
    target = tmp_path / "one.pdf"
    target.write_bytes(paper)

    assert list(validate(target).findings) == []


def test_the_qr_says_where_to_check(one, paper):
    assert one.qr == f"HTTPS://PUENTE.EXAMPLE.ORG/C/{one.code}"
    drawn = Image.open(io.BytesIO(pdf.qr_png(one.qr))).convert("1")
    (printed,) = readers.pictures(paper)

    assert printed.convert("1").tobytes() == drawn.tobytes()
    # Version 3: 29 modules and the quiet zone, so that 33 mm give almost 0.9 mm each.
    assert drawn.width // 4 == 29 + 2 * 4


@pytest.mark.parametrize("name", [LONGEST, "W" * 24 + " " + "M" * 24, "Ana Ruiz"])
@pytest.mark.parametrize(
    "title", ["Crianza", "Crianza con ternura y derechos con voz en la vida de cada día " * 2]
)
def test_long_names_and_titles_stay_on_their_page(name, title):
    content = rendering.render([make_snapshot(name=name, title=title.strip())])[0]
    words = " ".join(readers.text(content).split())

    assert len(readers.pages(content)) == 1
    assert name in words
    assert title.strip() in words


def test_english_where_the_group_speaks_english():
    content = rendering.render([make_snapshot(language="en")])[0]

    assert "between 5 January and 2 March 2026" in " ".join(readers.text(content).split())


def test_a_mixed_list_keeps_its_order():
    several = [make_snapshot(1), make_snapshot(2, language="en"), make_snapshot(3)]

    folios = [readers.text(content) for content in rendering.render(several)]

    assert [f"2026-00000{n}" in text for n, text in enumerate(folios, start=1)] == [True] * 3


def test_the_checked_text_is_the_printed_one(one, paper):
    said = set(" ".join(rendering.text_of(one).split()).split())

    assert set(readers.text(paper).split()) <= said


def test_markup_in_a_name_is_printed_as_it_is():
    content = rendering.render([make_snapshot(name="<b>Ana</b> & Luz")])[0]

    assert "<b>Ana</b> & Luz" in readers.text(content)
