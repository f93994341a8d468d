"""Stored rich text on its way to paper: its words and its marks, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.packs.rich_text import rich


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("<p>Uno <b>dos</b> <i>tres</i></p>", "<p>Uno <b>dos</b> <i>tres</i></p>"),
        ('<p data-block-key="a1">Uno<br/>dos</p>', "<p>Uno<br>dos</p>"),
        ("<ol><li>Uno</li><li>Dos</li></ol>", "<ol><li>Uno</li><li>Dos</li></ol>"),
        ('<p><a linktype="page" id="3">Otra lección</a></p>', "<p>Otra lección</p>"),
        ('<embed embedtype="image" id="1"/><p>Foto</p>', "<p>Foto</p>"),
        ("<p onclick='x()'>Hola<script>alert(1)</script></p>", "<p>Hola</p>"),
        ("<p>3 &lt; 4 &amp; 5 < 6</p>", "<p>3 &lt; 4 &amp; 5 &lt; 6</p>"),
        ("<p><b>Sin cerrar", "<p><b>Sin cerrar</b></p>"),
        ("<p>Uno</b></p></div>", "<p>Uno</p>"),
        ("<p> </p>", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_words_and_marks_are_kept_and_nothing_else(stored, printed):
    assert rich(stored) == printed


@given(st.text(alphabet="<>/pbliu &;=\"'xa", max_size=60))
def test_whatever_is_stored_stays_closed_and_settles(stored):
    once = rich(stored)

    assert rich(once) == once
    assert once.count("<li>") == once.count("</li>")
    assert "<x" not in once
