"""What happened, told in the order of time: each act under the clock of its own moment."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from random import Random
from typing import Any
from uuid import UUID, uuid5

from assessments.cohorts.models import Cohort
from assessments.facilities.models import Facility
from assessments.people.models import Participant
from cms.accounts.models import User
from cms.demo.clock import moment, standing_at
from cms.demo.groups import Calendar

SEED = "puente demo 1"
STRIDE = 10
NAMESPACE = UUID("5d0e5c2e-5b0f-4d5f-9b70-2f6b8f1c1f10")


@dataclass
class World:
    """What there is at this point of the story; acts find here what earlier acts made."""

    calendar: Calendar
    programme: UUID
    users: dict[str, User] = field(default_factory=dict)
    places: dict[str, Facility] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    members: dict[str, list[Participant]] = field(default_factory=dict)

    def source(self, about: str) -> Random:
        """A source of chance of its own for each thing, so that one change moves nothing else."""
        return Random(f"{SEED}:{about}")

    def key(self, about: str) -> UUID:
        """The key that a form about this would have minted."""
        return uuid5(NAMESPACE, about)


@dataclass
class Story:
    """Acts to come, by their moment; an act may plan later ones."""

    acts: list[tuple[datetime, int, Callable[[], Any]]] = field(default_factory=list)
    _numbers: count = field(default_factory=count)

    def at(self, day: date, hour: time, act: Callable[[], Any]) -> None:
        """Plan an act; of two at one moment the one planned first comes first."""
        heapq.heappush(self.acts, (moment(day, hour), next(self._numbers), act))

    def tell(self, say: Callable[[str], None]) -> None:
        """Let everything happen, saying now and then how far it is."""
        total = len(self.acts)
        while self.acts:
            now, _number, act = heapq.heappop(self.acts)
            with standing_at(now):
                act()
            done = total - len(self.acts)
            if done % STRIDE == 0 or not self.acts:
                say(f"{done}/{total} · {now:%Y-%m-%d}")
