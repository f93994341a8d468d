"""The parts of a lesson read out of its content, also out of a content older than today's blocks."""

from curriculum.audience import Reader
from curriculum.packs import parts, sections

FACILITATOR, PARTICIPANT = Reader.FACILITATOR, Reader.PARTICIPANT


def content(*blocks):
    body = [{"type": kind, "id": str(n), "value": value} for n, (kind, value) in enumerate(blocks)]
    return {"key": "k", "title": "Escuchar", "language": "es", "minutes": 90, "body": body}


def timed(kind, minutes, **fields):
    return kind, {"audience": "both", "heading": kind, "minutes": minutes, "steps": ["<p>Paso</p>"], **fields}


def test_clock_runs_through_what_takes_minutes():
    lesson = content(timed("opening", 10), ("prose", {"audience": "both", "text": "<p>x</p>"}))
    lesson["body"] += content(timed("discussion", 15), timed("activity", 20))["body"]

    clock = [(part.kind, part.starts, part.ends) for part in parts.parts_of(lesson, FACILITATOR)]

    assert clock == [("opening", 0, 10), ("prose", 0, 0), ("discussion", 10, 25), ("activity", 25, 45)]


def test_facilitators_part_counts_though_participants_do_not_see_it():
    lesson = content(timed("opening", 10, audience="facilitator"), timed("activity", 20))

    (part,) = parts.parts_of(lesson, PARTICIPANT)

    assert (part.kind, part.starts, part.ends) == ("activity", 10, 30)


def test_what_is_missing_or_of_another_kind_is_left_out():
    values = {
        "audience": "both",
        "heading": None,
        "minutes": "diez",
        "steps": "uno",
        "say": 7,
        "purpose": ["x"],
    }
    lesson = content(("activity", values), ("activity", {"audience": "both"}), ("handout", {}))

    found = parts.parts_of(lesson, FACILITATOR)

    assert [part.fields for part in found] == [{"audience": "both"}, {"audience": "both"}]


def test_part_of_an_unknown_kind_keeps_its_words_for_the_facilitator():
    values = {
        "audience": "both",
        "heading": "Canto",
        "text": "<p>Se <b>canta</b>.</p>",
        "verses": ["Uno", {"line": "Dos", "count": 2}],
        "image": "0" * 40,
    }

    (part,) = parts.parts_of(content(("song", values)), FACILITATOR)

    assert (part.kind, part.fields["heading"]) == ("unknown", "Canto")
    assert part.fields["texts"] == ["<p>Se <b>canta</b>.</p>", "Uno", "Dos"]
    assert parts.parts_of(content(("song", values)), PARTICIPANT) == ()


def test_block_that_is_one_text_reads_as_a_text():
    (part,) = parts.parts_of(content(("motto", "Con ternura.")), FACILITATOR)

    assert part.fields["texts"] == ["Con ternura."]


def test_plain_words_stay_plain_and_rich_ones_are_cleaned():
    values = {"audience": "both", "heading": "a < b", "text": "<p>a<script>x</script></p>"}

    (part,) = parts.parts_of(content(("prose", values)), PARTICIPANT)

    assert not hasattr(part.fields["heading"], "__html__")
    assert part.fields["text"].__html__() == "<p>a</p>"


def test_checklist_is_taken_from_what_people_do():
    lesson = content(
        timed("opening", 5, checklist="Se saludó."),
        ("prose", {"audience": "both", "text": "<p>x</p>", "checklist": "No."}),
        timed("discussion", 5, checklist="Se habló.", audience="facilitator"),
    )

    assert [one.sentence for one in parts.checklist_of(lesson)] == ["Se saludó.", "Se habló."]


def test_guide_adds_up_the_session_and_what_stays():
    lesson = content(timed("opening", 10, keep="must"), timed("activity", 20, keep="may"))

    shown = sections.shown("guide", lesson, {})

    assert (shown["total"], shown["short"], len(shown["timed"])) == (30, 10, 2)


def test_rights_stand_in_the_order_of_the_convention():
    lesson = {**content(), "rights": [{"article": name} for name in ("30", "9.3", "12", "9")]}

    assert [right["article"] for right in sections.shown("reading", lesson, {})["rights"]] == [
        "9",
        "9.3",
        "12",
        "30",
    ]


def test_pictures_of_a_reading_are_the_participants_own():
    lesson = content(
        ("media", {"audience": "both", "image": "a", "alt_text": "x"}),
        ("media", {"audience": "facilitator", "image": "b", "alt_text": "x"}),
    )

    assert sections.pictures_of(lesson, ["reading", "handouts"]) == {"a"}
    assert sections.pictures_of(lesson, ["guide"]) == {"a", "b"}
    assert sections.pictures_of(lesson, ["fidelity"]) == set()


def test_long_handouts_leave_no_place_for_notes():
    def handout(paragraphs):
        return "handout", {"audience": "participant", "heading": "x", "text": "<p>" + paragraphs + "</p>"}

    short, long = handout("Una línea."), handout("</p><p>".join(["Una línea."] * 30))

    assert sections.shown("handouts", content(short), {})["notes_fit"] is True
    assert sections.shown("handouts", content(long), {})["notes_fit"] is False
    assert sections.shown("handouts", content(), {})["notes_fit"] is False
