"""What a lesson lacks before it can be taught."""

from curriculum.phrases import gap_sentence
from curriculum.readiness import Gap, Missing, Part, Plan, missing

OPENING = Part("activity", "facilitator", minutes=10, stage="opening", keep="must", has_checklist=True)
MAIN = Part("discussion", "facilitator", minutes=70, keep="may")
CLOSING = Part("activity", "facilitator", minutes=10, stage="closing", keep="must")
SHEET = Part("handout", "participant")
READY = Plan(minutes=90, goals=3, rights=1, child_ages=2, parts=[OPENING, MAIN, CLOSING, SHEET])


def test_complete_lesson_lacks_nothing():
    assert missing(READY) == ()


def test_empty_lesson_lacks_its_frame_and_its_body():
    assert missing(Plan(minutes=90, goals=0, rights=0, child_ages=0)) == (
        Missing(Gap.NO_GOALS),
        Missing(Gap.NO_RIGHTS),
        Missing(Gap.NO_CHILD_AGES),
        Missing(Gap.NO_ACTIVITY),
        Missing(Gap.NOTHING_FOR_PARTICIPANTS),
    )


def test_minutes_must_add_up():
    plan = Plan(minutes=60, goals=1, rights=1, child_ages=1, parts=READY.parts)

    assert missing(plan) == (Missing(Gap.MINUTES_DIFFER, found=90, wanted=60),)


def test_short_form_must_fit_an_hour():
    long_main = Part("discussion", "facilitator", minutes=70, keep="must")
    plan = Plan(minutes=90, goals=1, rights=1, child_ages=1, parts=[OPENING, long_main, CLOSING, SHEET])

    assert missing(plan) == (Missing(Gap.SHORT_FORM_TOO_LONG, found=90, wanted=60),)


def test_recording_without_its_words_is_named():
    silent = Part("media", "both", has_transcript=False)
    plan = Plan(minutes=90, goals=1, rights=1, child_ages=1, parts=[*READY.parts, silent])

    assert missing(plan) == (Missing(Gap.NO_TRANSCRIPT, found=1),)


def test_stages_and_checklist_are_asked_for():
    plan = Plan(minutes=70, goals=1, rights=1, child_ages=1, parts=[MAIN, SHEET])

    assert [gap.gap for gap in missing(plan)] == [Gap.NO_OPENING, Gap.NO_CLOSING, Gap.NO_CHECKLIST]


def test_every_gap_has_a_sentence():
    sentences = {gap_sentence(Missing(gap, found=7, wanted=5)) for gap in Gap}

    assert len(sentences) == len(Gap)
    assert all("%(" not in sentence for sentence in sentences)
