"""How many of each sheet a pack holds, and for whom."""

import pytest

from curriculum.audience import Reader
from curriculum.packs.choice import MOST, Choice


def test_sheets_come_in_the_order_of_the_pack():
    choice = Choice(fidelity=1, guide=2, handouts=30)

    assert [name for name, copies in choice.copies() if copies] == ["guide", "handouts", "fidelity"]


def test_empty_choice_is_false():
    assert not Choice()
    assert Choice(reading=1)


@pytest.mark.parametrize("copies", [-1, MOST + 1])
def test_number_out_of_bounds_is_refused(copies):
    with pytest.raises(ValueError, match="handouts"):
        Choice(handouts=copies)


def test_participants_have_neither_guide_nor_form():
    everything = Choice(guide=1, reading=2, handouts=3, large_print=4, fidelity=5)

    assert everything.for_reader(Reader.PARTICIPANT) == Choice(reading=2, handouts=3, large_print=4)
    assert everything.for_reader(Reader.FACILITATOR) == everything
