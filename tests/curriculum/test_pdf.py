"""The PDF engine: closed to the world, the same bytes every time, accessible, in our faces only."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from curriculum import pdf

FONTS = Path(pdf.__file__).resolve().parent.parent / "static" / "curriculum" / "fonts"
PIXEL = b"P6 1 1 255 \xff\x00\x00"  # the smallest picture there is; Pillow reads it


def document(body="<h1>Crianza con ternura</h1><p>Ñandú, <b>así</b> <i>sí</i>.</p>", head=""):
    return f"<!doctype html><html><head><title>Prueba</title>{head}</head><body>{body}</body></html>"


def fonts_of(content):
    found = set()
    with pikepdf.open(io.BytesIO(content)) as opened:
        for entry in opened.objects:
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
                found.add(str(entry.FontName).split("+")[1])
    return found


def findings_of(tmp_path, content):
    target = tmp_path / "checked.pdf"
    target.write_bytes(content)
    return list(validate(target).findings)


def test_engine_is_available_here():
    assert bool(pdf.available()) is True


def test_same_input_gives_same_bytes():
    html = document("<h1>Hola</h1><img alt='código' src='qr:HTTPS://E.ORG/V/ABC'>")

    assert pdf.render(html, language="es") == pdf.render(html, language="es")


def test_another_process_gives_the_same_bytes():
    script = (
        "import hashlib; from curriculum import pdf;"
        f"print(hashlib.sha256(pdf.render({document()!r}, language='es')).hexdigest())"
    )

    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert there.stdout.strip() == hashlib.sha256(pdf.render(document(), language="es")).hexdigest()


def test_only_our_faces_are_embedded():
    body = "<h1>A</h1><p>a <b>b</b> <i>c</i> <code>d</code></p><pre>e</pre><table><tr><th>f</th></tr></table>"

    assert fonts_of(pdf.render(document(body), language="es")) == {
        "Puente-Sans",
        "Puente-Sans-Bold",
        "Puente-Sans-Italic",
        "Puente-Serif-Semi-Bold",
    }


def test_faces_hold_every_letter_of_spanish_and_quechua():
    text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚÜÑáéíóúüñ¿¡«»“”‘’–—…ʼ'0123456789☐✓"

    assert pdf.missing_letters(text) == frozenset()
    assert pdf.missing_letters("Quispe 日本") == {"日", "本"}


def test_faces_are_small_and_licensed():
    faces = sorted(FONTS.glob("*.ttf"))

    assert len(faces) == 4
    assert sum(face.stat().st_size for face in faces) < 215_000
    assert all("SIL OPEN FONT LICENSE" in text.read_text() for text in FONTS.glob("OFL-*.txt"))


@pytest.mark.parametrize(
    "asked",
    [
        "<img alt='x' src='file:///etc/passwd'>",
        "<img alt='x' src='http://example.org/a.png'>",
        "<img alt='x' src='https://example.org/a.png'>",
        "<img alt='x' src='data:image/png;base64,AAAA'>",
        "<img alt='x' src='asset:never-given.png'>",
        "<img alt='x' src='asset:font/../../apps.py'>",
        "<base href='file:///etc/'><img alt='x' src='passwd'>",
        "<link rel='stylesheet' href='file:///etc/passwd'>",
        "<link rel='attachment' href='file:///etc/passwd'>",
        "<style>@import url(http://example.org/c.css);</style>",
        "<style>body { background: url(file:///etc/passwd) }</style>",
        "<style>@font-face { font-family: x; src: url(file:///a.ttf) }</style>",
        "<object data='file:///etc/passwd'></object>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image width='9' height='9' href='file:///etc/passwd'/></svg>",
    ],
)
def test_address_outside_the_document_is_refused(asked):
    with pytest.raises(pdf.RefusedAddress):
        pdf.render(document(asked), language="es")


@pytest.mark.parametrize(
    "css",
    [
        "@import url(file:///etc/passwd);",
        "@import url(http://example.org/c.css);",
        "body { background: url(http://example.org/a.png) }",
        "p { list-style-image: url(file:///etc/passwd) } p { display: list-item }",
        "@font-face { font-family: y; src: url(https://example.org/a.ttf) }",
    ],
)
def test_address_in_a_stylesheet_is_refused(css):
    with pytest.raises(pdf.RefusedAddress):
        pdf.render(document(), language="es", stylesheets=[css])


def test_engine_works_on_after_a_refusal():
    with pytest.raises(pdf.RefusedAddress):
        pdf.render(document("<img alt='x' src='file:///etc/passwd'>"), language="es")

    assert pdf.render(document(), language="es").startswith(b"%PDF")


def test_given_assets_are_shown():
    assets = {"logo.ppm": PIXEL, "extra.css": b"p { color: red }"}
    html = document("<img alt='logo' src='asset:logo.ppm'>", "<link rel='stylesheet' href='asset:extra.css'>")

    with pikepdf.open(io.BytesIO(pdf.render(html, language="es", assets=assets))) as opened:
        assert [len(page.get_images()) for page in opened.pages] == [1]


def test_document_is_tagged_and_knows_its_language(tmp_path):
    content = pdf.render(document(), language="quy")

    with pikepdf.open(io.BytesIO(content)) as opened:
        assert bool(opened.Root.MarkInfo.Marked) is True
        assert str(opened.Root.Lang) == "quy"
        assert opened.open_metadata()["pdfuaid:part"] == "1"
    assert findings_of(tmp_path, content) == []


def test_accessible_document_needs_a_title():
    with pytest.raises(pdf.MissingTitle):
        pdf.render("<p>Sin título</p>", language="es")


def test_identifier_is_written():
    with pikepdf.open(io.BytesIO(pdf.render(document(), language="es", identifier=b"folio-7"))) as opened:
        assert bytes(opened.trailer.ID[0]) == b"folio-7"


def test_one_layout_gives_one_file_per_page(tmp_path):
    people = "".join(f"<p style='break-after: page'>Persona {n}</p>" for n in (1, 2, 3))

    files = pdf.render_pages(document(people), language="es")

    assert [len(pikepdf.open(io.BytesIO(content)).pages) for content in files] == [1, 1, 1]
    assert len({hashlib.sha256(content).hexdigest() for content in files}) == 3
    assert findings_of(tmp_path, files[1]) == []


def test_layout_writes_chosen_pages_with_their_own_title():
    laid = pdf.lay_out(document("<p style='break-after: page'>Uno</p><p>Dos</p>"), language="es")

    with pikepdf.open(io.BytesIO(laid.write([1], title="Para dos"))) as opened:
        assert str(opened.docinfo.Title) == "Para dos"
    with pikepdf.open(io.BytesIO(laid.write())) as opened:
        assert (len(opened.pages), str(opened.docinfo.Title)) == (2, "Prueba")


def test_merging_keeps_order_and_is_repeatable():
    parts = [pdf.render(document(f"<p>{n}</p>" * n), language="es") for n in (1, 2)]

    joined = pdf.merge(parts)

    assert joined == pdf.merge(parts)
    assert len(pikepdf.open(io.BytesIO(joined)).pages) == 2


def test_qr_is_the_same_every_time():
    assert pdf.qr_png("HTTPS://E.ORG/V/0123456789ABCDEF") == pdf.qr_png("HTTPS://E.ORG/V/0123456789ABCDEF")
    assert pdf.qr_png("A").startswith(b"\x89PNG")


def test_section_with_copies_is_laid_out_once_and_printed_so_often(tmp_path):
    css = "section { break-before: page }"
    sections = [
        "<section id='a' data-copies='3'><p>Uno</p><p style='break-before: page'>Dos</p></section>",
        "<section id='b'><p>Tres</p></section>",
        "<section id='c' data-copies='2'><p>Cuatro</p></section>",
    ]

    content = pdf.render(document("".join(sections)), language="es", stylesheets=[css])

    words = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    assert words.decode().split() == ["Uno", "Dos"] * 3 + ["Tres", "Cuatro", "Cuatro"]
    assert findings_of(tmp_path, content) == []


def test_headings_of_a_table_say_what_they_head(tmp_path):
    row = "<tr><th scope='row'>Ronda</th><td>10</td></tr>"
    table = f"<table><thead><tr><th>Parte</th><th>Minutos</th></tr></thead><tbody>{row}{row}</tbody></table>"

    content = pdf.render(document(table), language="es")

    with pikepdf.open(io.BytesIO(content)) as opened:
        headings = [
            entry
            for entry in opened.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/TH"
        ]
        scopes = sorted(str(heading.A.Scope) for heading in headings)
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]
    assert findings_of(tmp_path, content) == []
