"""Markdown-light becomes rich text, and nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum import markup


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Una línea.", "<p>Una línea.</p>"),
        ("Uno\nsigue.\n\nDos.", "<p>Uno sigue.</p><p>Dos.</p>"),
        ("**Fuerte** y *suave*", "<p><b>Fuerte</b> y <i>suave</i></p>"),
        ("**a *b* c**", "<p><b>a <i>b</i> c</b></p>"),
        ("- uno\n- dos\n  sigue", "<ul><li>uno</li><li>dos sigue</li></ul>"),
        ("1. uno\n2. dos", "<ol><li>uno</li><li>dos</li></ol>"),
        ("Antes:\n- uno", "<p>Antes:</p><ul><li>uno</li></ul>"),
        ("<script>alert(1)</script> & <b>", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)
def test_rich_text(text, expected):
    assert markup.rich(text) == expected


def test_plain_text_drops_marks_and_keeps_paragraphs():
    assert markup.plain("**Uno**\ndos\n\n*tres*") == "Uno dos\n\ntres"


@given(st.text())
def test_no_foreign_tag_ever_comes_out(text):
    allowed = ("p", "b", "i", "ul", "ol", "li")

    rest = markup.rich(text)
    for tag in allowed:
        rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "")

    assert "<" not in rest
    assert ">" not in rest
