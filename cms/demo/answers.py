"""Questionnaires before and after: who agreed answers, who did not is on record as asked."""

from datetime import date, time
from random import Random

from django.utils import timezone

from assessments.cohorts.models import Enrolment
from assessments.measures import about, consent, sheets
from assessments.measures import operations as measures
from assessments.measures.about import About
from assessments.measures.sheets import Sheet
from assessments.people.models import Participant
from assessments.sessions import ops
from assessments.sessions.ledger import Entry, Form
from cms.demo.groups import GROUPS, Group
from cms.demo.story import Story, World

#: How likely a right answer is, at the start and at the end; the rest is half "no", half "I do not know".
KNOWS = {"baseline": 0.52, "endline": 0.70}
SKIPS = 0.02
EVENING = time(19, 0)


def plan(story: Story, world: World) -> None:
    """The first questionnaire on the day of the first session, the last on its own day."""
    for group in GROUPS:
        if group.starts < 0:
            day = world.calendar.on(group.day(1))
            story.at(day, EVENING, lambda g=group, d=day: _ask(world, g, "baseline", d, g.size))
        if group.endline is not None:
            day, people = world.calendar.on(group.endline[0]), group.endline[1]
            story.at(day, EVENING, lambda g=group, d=day, p=people: _ask(world, g, "endline", d, p))


def _ask(world: World, group: Group, occasion: str, day: date, people: int) -> None:
    """One sheet for so many members who are there on the day; of who refuses, the asking itself is kept."""
    cohort = world.cohorts[group.code]
    members = {
        row.participant_id: row for row in cohort.enrolments.active_on(day).select_related("participant")
    }
    line = [members[one.pk] for one in world.members[group.code] if one.pk in members]
    agreeing = consent.agreeing(members)
    asked = [row for row in line if row.participant_id in agreeing][:people]
    if people >= len(line):
        asked += [row for row in line if row.participant_id not in agreeing]
    sheet = sheets.sheet_of(cohort, occasion)
    cells = [
        (ops.enrolment_target(row.pk), sheet.field(name), value)
        for row in asked
        for name, value in _cells(world, sheet, row, day, agrees=row.participant_id in agreeing).items()
    ]
    entries = [Entry(seq, *cell) for seq, cell in enumerate(cells, start=1)]
    form = Form(
        f"web:{world.key(f'answers {group.code} {occasion}')}", timezone.now().isoformat(), tuple(entries)
    )
    measures.record(user=world.users["psicologa"], sheet=sheet, form=form)


def _cells(world: World, sheet: Sheet, row: Enrolment, day: date, *, agrees: bool) -> dict[str, ops.Value]:
    """How this person was asked, and what came of it."""
    person = row.participant
    reads = person.reading_support == Participant.ReadingSupport.NONE
    how = About(
        day,
        about.ANSWERED if agrees else about.REFUSED,
        "paper_keyed" if reads else "read_aloud",
        interviewer=str(world.users["psicologa"].pk),
    )
    chance = world.source(f"answers {sheet.occasion} {person.code}")
    return {about.CELL: about.to_value(how), **(_answers(sheet, chance) if agrees else {})}


def _answers(sheet: Sheet, chance: Random) -> dict[str, ops.Value]:
    knows = KNOWS[sheet.occasion] + chance.gauss(0, 0.1)
    return {
        item.link_id: _answer(item.key, knows, chance) for item in sheet.items if chance.random() >= SKIPS
    }


def _answer(key: str, knows: float, chance: Random) -> str:
    if chance.random() < knows:
        return key
    return chance.choice(("no_se", "no" if key == "si" else "si"))
