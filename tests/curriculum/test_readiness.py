"""What a lesson lacks before it can be taught."""

from dataclasses import replace

import pytest

from curriculum.phrases import gap_sentence
from curriculum.readiness import Gap, Missing, Part, Plan, missing

SIGNS = ("cries", "boasts", "leaves", "discloses")


def staged(kind="activity", minutes=10, **fields):
    values = {
        "audience": "facilitator",
        "heading": "Ronda",
        "minutes": minutes,
        "keep": "must",
        "without_paper": "Hablado.",
        "few_readers": "Hablado.",
        "checklist": "Se hizo.",
    }
    return Part(kind, values | fields)


def note(*signs):
    return Part("safeguarding", {"situations": [{"sign": sign, "what": "x", "do": "y"} for sign in signs]})


OPENING = staged("opening")
MAIN = staged(minutes=30, keep="may", stage="main")
PLAY = staged("role_play", minutes=20)
TALK = Part("discussion", {"minutes": 20, "keep": "may", "checklist": "Se habló."})
CLOSING = staged(stage="closing")
TASK = Part("homework", {"audience": "both", "heading": "Tarea"})
SHEET = Part("handout", {"audience": "participant", "heading": "Hoja", "text": "<p>Escucho.</p>"})
SOURCES = Part("sources", {"audience": "both"})
PARTS = (OPENING, MAIN, PLAY, TALK, CLOSING, TASK, note(*SIGNS), SHEET, SOURCES)
READY = Plan(minutes=90, goals=3, rights=1, child_ages=2, parts=PARTS)


def without(*parts):
    return replace(READY, parts=[part for part in PARTS if part not in parts])


def instead(old, new):
    return replace(READY, parts=[new if part is old else part for part in PARTS])


def test_complete_lesson_lacks_nothing():
    assert missing(READY) == ()


def test_empty_lesson_lacks_its_frame_and_its_body():
    assert [gap.gap for gap in missing(Plan(minutes=90, goals=0, rights=0, child_ages=0))] == [
        Gap.NO_GOALS,
        Gap.NO_RIGHTS,
        Gap.NO_CHILD_AGES,
        Gap.NO_ACTIVITY,
        Gap.NO_HOMEWORK,
        Gap.NO_SAFEGUARDING,
        Gap.NOTHING_FOR_PARTICIPANTS,
        Gap.NO_SOURCES,
    ]


LONG = Part("handout", {"audience": "participant", "heading": "Larga", "text": "<p>uno</p>" * 171})
LOST = {
    "no opening": (instead(OPENING, staged()), [Missing(Gap.NO_OPENING)]),
    "no closing": (instead(CLOSING, staged()), [Missing(Gap.NO_CLOSING)]),
    "minutes": (replace(READY, minutes=60), [Missing(Gap.MINUTES_DIFFER, found=90, wanted=60)]),
    "short form": (
        instead(MAIN, staged(minutes=30, stage="main")),
        [Missing(Gap.SHORT_FORM_TOO_LONG, found=70, wanted=60)],
    ),
    "four sentences": (
        instead(CLOSING, staged(stage="closing", checklist=" ")),
        [Missing(Gap.CHECKLIST_DIFFERS, found=4, wanted=5)],
    ),
    "six sentences": (
        replace(READY, minutes=91, parts=[*PARTS, staged(minutes=1)]),
        [Missing(Gap.CHECKLIST_DIFFERS, found=6, wanted=5)],
    ),
    "with paper": (
        instead(PLAY, staged("role_play", minutes=20, without_paper="")),
        [Missing(Gap.NO_VARIANT_WITHOUT_PAPER, about="Ronda")],
    ),
    "for readers": (
        instead(OPENING, staged("opening", few_readers="", heading="Saludo")),
        [Missing(Gap.NO_VARIANT_FOR_FEW_READERS, about="Saludo")],
    ),
    "no homework": (without(TASK), [Missing(Gap.NO_HOMEWORK)]),
    "no note": (without(PARTS[6]), [Missing(Gap.NO_SAFEGUARDING)]),
    "signs": (
        instead(PARTS[6], note("cries", "leaves", "other")),
        [Missing(Gap.SIGN_MISSING, about="boasts"), Missing(Gap.SIGN_MISSING, about="discloses")],
    ),
    "long handout": (instead(SHEET, LONG), [Missing(Gap.HANDOUT_TOO_LONG, 171, 170, "Larga")]),
    "no sources": (without(SOURCES), [Missing(Gap.NO_SOURCES)]),
    "picture": (
        replace(READY, parts=[*PARTS, Part("media", {"image": 3, "alt_text": ""})]),
        [Missing(Gap.NO_ALT_TEXT, found=1)],
    ),
    "recording": (
        replace(READY, parts=[*PARTS, Part("media", {"file": 3, "alt_text": "Voz", "transcript": ""})]),
        [Missing(Gap.NO_TRANSCRIPT, found=1)],
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_each_gap_is_named_alone(name):
    plan, gaps = LOST[name]

    assert list(missing(plan)) == gaps


def test_nothing_for_participants_is_said():
    assert Missing(Gap.NOTHING_FOR_PARTICIPANTS) in missing(without(TASK, SHEET, SOURCES))


def test_opening_of_the_first_edition_still_counts():
    assert missing(instead(OPENING, staged(stage="opening"))) == ()


def test_every_gap_has_a_sentence():
    gaps = [Missing(gap, found=7, wanted=5, about="Ronda") for gap in Gap if gap is not Gap.SIGN_MISSING]
    gaps += [Missing(Gap.SIGN_MISSING, about=sign) for sign in SIGNS]

    sentences = {gap_sentence(gap) for gap in gaps}

    assert len(sentences) == len(gaps)
    assert all("%(" not in sentence for sentence in sentences)
