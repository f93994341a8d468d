"""What a pack holds: how many of each sheet, and who may ask for which. PURE."""

from dataclasses import dataclass, fields, replace

from curriculum.audience import Reader

MOST = 60
"""Copies of one sheet in one pack; a group in a prison is smaller."""
FOR_FACILITATORS = ("guide", "fidelity")


@dataclass(frozen=True)
class Choice:
    """How many of each sheet; 0 leaves it out."""

    guide: int = 0
    reading: int = 0
    handouts: int = 0
    large_print: int = 0
    fidelity: int = 0

    def __post_init__(self) -> None:
        wrong = [name for name, copies in self.copies() if not 0 <= copies <= MOST]
        if wrong:
            raise ValueError(f"Of {', '.join(wrong)} a pack holds from 0 to {MOST} copies.")

    def __bool__(self) -> bool:
        return any(copies for _name, copies in self.copies())

    def copies(self) -> tuple[tuple[str, int], ...]:
        """Each sheet's name with its copies, in the order of the pack."""
        return tuple((one.name, getattr(self, one.name)) for one in fields(self))

    def for_reader(self, reader: Reader) -> "Choice":
        """Return what this reader may have of it."""
        if reader is Reader.FACILITATOR:
            return self
        return replace(self, **dict.fromkeys(FOR_FACILITATORS, 0))
