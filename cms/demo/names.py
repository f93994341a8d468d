"""Invented people: names are drawn from lists, and belong to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from assessments.people.identity import Name

WOMEN = (
    "Rosa María",
    "Killa",
    "Yolanda",
    "Ñusta",
    "Flor de María",
    "Sonia",
    "Nélida",
    "Illari",
    "Gladys",
    "Urpi",
    "Marleni",
    "Asunta",
    "Lucía",
    "Edith",
    "Wayta",
    "Concepción",
)
MEN = (
    "Julián",
    "Saturnino",
    "Óscar",
    "Wilber",
    "Ángel",
    "Inti",
    "Edwin",
    "Teófilo",
    "Rumi",
    "Percy",
    "Máximo",
    "Yoni",
    "Fredy",
    "Amaru",
    "Hilario",
    "Nicolás",
)
SURNAMES = (
    "Quispe",
    "Huamán",
    "Ccori",
    "Mamani",
    "Ñahui",
    "Sulca",
    "Palomino",
    "Ayala",
    "Yupanqui",
    "Cárdenas",
    "Gutiérrez",
    "Llamocca",
    "Núñez",
    "Tineo",
    "Pariona",
    "Vilca",
)
#: Two people of one name, so that nothing in the demo may tell people apart by name.
TWINS = Name("Juan", "Quispe Huamán")
BANDS = ("1975-1979", "1980-1984", "1985-1989", "1990-1994", "1995-1999")


@dataclass(frozen=True)
class Person:
    """What a coordinator writes down about somebody who arrives."""

    name: Name
    sex: str
    language: str
    reading_support: str
    birth_band: str


def people(random: Random) -> Iterator[Person]:
    """Women and men in turn, each name once but for the twins; as many as the lists allow."""
    free = {
        "female": [Name(given, _pair(random)) for given in WOMEN for _ in range(4)],
        "male": [TWINS, TWINS, *(Name(given, _pair(random)) for given in MEN for _ in range(4))],
    }
    for names in free.values():
        names[2:] = sorted(set(names[2:]), key=lambda name: name.full)
        tail = names[2:]
        random.shuffle(tail)
        names[2:] = tail
    while free["female"] and free["male"]:
        for sex in ("female", "male"):
            yield _person(random, free[sex].pop(0), sex)


def _pair(random: Random) -> str:
    return " ".join(random.sample(SURNAMES, 2))


def _person(random: Random, name: Name, sex: str) -> Person:
    reading = random.choices(("none", "some", "full"), (70, 20, 10))[0]
    language = random.choices(("es", "quy"), (80, 20))[0]
    return Person(name, sex, language, reading, random.choice(BANDS))
