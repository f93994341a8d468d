"""Reads the fields of one TOML file and collects what is wrong with them. PURE."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_RULE = "may hold small letters, digits and hyphens"


@dataclass
class Reading:
    """Collects the problems of one file while its fields are read."""

    file: str
    data: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def say(self, name: str, problem: str) -> None:
        self.problems.append(f"{self.file}: {name}: {problem}")

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return self.data.get(name, default)

    def nothing_else(self) -> None:
        """Say which fields nobody asked for: most often a name spelled wrong."""
        for name in self.data.keys() - self.asked:
            self.say(name, "is not a field here")

    def text(self, name: str, *, required: bool = True, limit: int = 0) -> str:
        value = self.get(name, "")
        if not isinstance(value, str):
            self.say(name, "must be a text in quotes")
            return ""
        text = value.strip()
        if required and not text:
            self.say(name, "is missing")
        if limit and len(text) > limit:
            self.say(name, f"has {len(text)} characters; at most {limit} fit")
        return text

    def slug(self, name: str = "slug", limit: int = 255) -> str:
        value = self.text(name, limit=limit)
        if value and not SLUG.fullmatch(value):
            self.say(name, SLUG_RULE)
        return value

    def number(self, name: str, least: int = 1, most: int = 480) -> int:
        value: object = self.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.say(name, f"must be a whole number from {least} to {most}")
            return 0
        return value

    def key(self) -> UUID:
        try:
            return UUID(str(self.get("key", "")))
        except ValueError:
            self.say("key", "must be a UUID")
            return UUID(int=0)

    def one_of(self, name: str, choices: Mapping[str, str], default: str = "") -> str:
        value = self.get(name, default)
        if not isinstance(value, str) or value not in choices:
            self.say(name, f"must be one of: {', '.join(choices)}")
            return ""
        return choices[value]

    def some_of(self, name: str, choices: Iterable[str]) -> list[str]:
        known = list(choices)
        values = self.texts(name, required=True)
        if set(values) - set(known) or len(set(values)) < len(values):
            self.say(name, f"may hold, each once: {', '.join(known)}")
        return [value for value in known if value in values]

    def texts(self, name: str, *, required: bool = False, limit: int = 0) -> list[str]:
        value = self.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.say(name, "must be a list of texts, none of them empty")
            return []
        if required and not value:
            self.say(name, "needs at least one entry")
        if limit and any(len(item) > limit for item in value):
            self.say(name, f"holds a text of more than {limit} characters")
        return [item.strip() for item in value]

    def rows(self, name: str) -> list["Reading"]:
        value = self.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.say(name, f"must be written as [[{name}]]")
            return []
        return [Reading(f"{self.file}: {name} {n}", item, self.problems) for n, item in enumerate(value, 1)]
