"""Who reads which field of a block."""

import pytest

from curriculum.audience import FOR_PARTICIPANTS, Audience, Reader, is_for, visible_fields

ACTIVITY = {"audience": "both", "heading": "H", "minutes": 5, "steps": ["S"], "say": "X", "responses": "Y"}


@pytest.mark.parametrize(
    ("audience", "reader", "expected"),
    [
        (Audience.FACILITATOR, Reader.FACILITATOR, True),
        (Audience.PARTICIPANT, Reader.FACILITATOR, True),
        (Audience.BOTH, Reader.FACILITATOR, True),
        (Audience.FACILITATOR, Reader.PARTICIPANT, False),
        (Audience.PARTICIPANT, Reader.PARTICIPANT, True),
        (Audience.BOTH, Reader.PARTICIPANT, True),
        ("", Reader.PARTICIPANT, False),
        ("something new", Reader.PARTICIPANT, False),
    ],
)
def test_audience_decides_per_reader(audience, reader, expected):
    assert is_for(audience, reader) is expected


def test_participant_reads_only_listed_fields():
    assert visible_fields("activity", ACTIVITY, Reader.PARTICIPANT) == {
        "heading": "H",
        "minutes": 5,
        "steps": ["S"],
    }


def test_facilitator_reads_every_field():
    assert visible_fields("activity", ACTIVITY, Reader.FACILITATOR) == ACTIVITY


def test_unknown_kind_or_missing_audience_shows_a_participant_nothing():
    assert visible_fields("invented", {"audience": "both", "text": "T"}, Reader.PARTICIPANT) == {}
    assert visible_fields("prose", {"text": "T"}, Reader.PARTICIPANT) == {}


def test_no_note_of_the_facilitator_is_listed():
    notes = {"say", "responses", "listen_for", "checklist", "purpose", "without_paper", "few_readers"}
    notes |= {"debrief", "review", "situations", "materials"}

    assert notes.isdisjoint({name for names in FOR_PARTICIPANTS.values() for name in names})


def test_safeguarding_note_is_never_for_participants():
    note = {"audience": "both", "heading": "H", "text": "T", "situations": [{"what": "W", "do": "D"}]}

    assert "safeguarding" not in FOR_PARTICIPANTS
    assert visible_fields("safeguarding", note, Reader.PARTICIPANT) == {}
