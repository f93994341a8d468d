"""Each part of a lesson plan on the page and on paper, for the reader it is meant for."""

import io
import re
import subprocess

import pikepdf
import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from curriculum.audience import Reader
from curriculum.readiness import HANDOUT_WORDS
from tests.builders.curriculum import make_activity, make_discussion, make_handout, make_lesson

pytestmark = pytest.mark.django_db

SAFEGUARDING = {
    "type": "safeguarding",
    "value": {
        "heading": "Para cuidar al grupo",
        "text": "<p>Baje la voz.</p>",
        "situations": [{"sign": "cries", "what": "Alguien llora.", "do": "<p>«Tómese su tiempo.»</p>"}],
    },
}
HOMEWORK = {
    "type": "homework",
    "value": {
        "audience": "both",
        "heading": "Hasta la próxima",
        "task": "<p>Use su saludo.</p>",
        "channels": ["visit", "letter", "call", "here"],
        "without_contact": "<p>Dibuje su saludo.</p>",
        "review": "<p>Pregunte cómo le fue.</p>",
    },
}
SOURCES = {
    "type": "sources",
    "value": {
        "audience": "both",
        "heading": "De dónde viene",
        "sources": [{"title": "Convención", "citation": "Naciones Unidas, 1989.", "licence": "Libre"}],
    },
}


def staged(kind, **overrides):
    block = make_activity(audience="both", group="small", **overrides)
    return {**block, "type": kind}


PLAY = staged(
    "role_play",
    heading="La llamada",
    scene="<p>Suena el teléfono.</p>",
    roles=["Doña Rosa, 60."],
    debrief=["¿Cómo está usted, que ya no es Doña Rosa?"],
)


@pytest.fixture
def lesson():
    return make_lesson(
        body=[staged("opening", group_size=4), PLAY, make_discussion(checklist="Se habló."), HOMEWORK]
        + [SAFEGUARDING, SOURCES, make_handout()]
    )


def words(lesson, reader):
    with override("en"):
        shown = "".join(block.render({"reader": reader}) for block in lesson.body)
    text = re.sub(r"\s+", " ", strip_tags(shown.replace("<", " <")))
    return text.replace(" .", ".")


def test_facilitator_reads_every_part(lesson):
    text = words(lesson, Reader.FACILITATOR)

    assert "90 minutes · opening · groups of 4" in text
    assert "La llamada 90 minutes · small groups Situation Suena" in text
    assert "Situation Suena el teléfono. People in the scene Doña Rosa, 60." in text
    assert "Questions afterwards ¿Cómo está usted" in text
    assert "in a visit · in a letter · in a call · here, in the group or alone" in text
    assert "How to ask about it next time Pregunte cómo le fue." in text
    assert "Para cuidar al grupo Baje la voz. Alguien llora. «Tómese su tiempo.»" in text
    assert "Convención. Naciones Unidas, 1989. (Libre)" in text
    assert "☐ Se habló." in text


def test_participant_reads_homework_and_sources_without_the_facilitators_part(lesson):
    text = words(lesson, Reader.PARTICIPANT)

    assert "in a visit · in a letter · in a call · here, in the group or alone Use su saludo." in text
    assert "Without contact Dibuje su saludo." in text
    assert "Convención. Naciones Unidas, 1989. (Libre)" in text
    assert "Situation Suena el teléfono. People in the scene Doña Rosa, 60. Siéntense en círculo." in text
    hidden = (
        "Pregunte cómo",
        "Para cuidar",
        "ya no es Doña Rosa",
        "small groups",
        "groups of 4",
        "Words to say",
    )
    assert [secret for secret in hidden if secret in text] == []
    assert "How to ask" not in text


def printed(client, lesson, door, tmp_path):
    path = tmp_path / "printed.pdf"
    path.write_bytes(client.get(f"{lesson.url}{door}").content)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_guide_prints_every_part(client, lesson, guide_reader, tmp_path):
    client.force_login(guide_reader)

    text = printed(client, lesson, "print/", tmp_path)

    assert [
        word for word in ("Para cuidar", "Suena el", "Pregunte cómo", "Convención") if word not in text
    ] == []


def test_handout_of_the_longest_allowed_length_fits_on_one_page(client):
    long = "<p>Escucho a mi hija con calma y le digo que la quiero mucho.</p>"
    lines = long * (HANDOUT_WORDS // 13)
    lesson = make_lesson(body=[make_handout(text=lines)])

    answer = client.get(f"{lesson.url}handout/")

    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == 1


def test_activity_of_the_first_edition_still_reads():
    text = words(make_lesson(body=[make_activity(), make_discussion()]), Reader.FACILITATOR)

    assert "90 minutes · opening · whole group" in text
    assert "15 minutes" in text
