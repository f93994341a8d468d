"""One request through one door: what it answered, what it wrote, how much it asked; and forms sent back."""

import io
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from assessments import scope
from assessments.models import AuditEntry
from assessments.people import codes
from tests.architecture.door_world import Place

_WRITE = re.compile(r'\s*(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# Once a minute the sign-in's clock is wound: that says nothing about the row that was asked for.
_OF_THE_CLOCK = re.compile(r'"django_session"|^(?:RELEASE )?SAVEPOINT|^ROLLBACK TO')
_MASKS = (
    (re.compile(r'(csrfmiddlewaretoken" value=")[^"]+'), r"\1"),
    (re.compile(r"(Content-Length: )\d+"), r"\1"),
    (re.compile(r"()\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT"), r"\1"),
    (re.compile(r'(nonce=")[^"]+'), r"\1"),
    (re.compile(r'(CSRF_TOKEN": ")[^"]+'), r"\1"),
)


@dataclass(frozen=True)
class Answer:
    """What came back; ``writes`` counts the statements that changed each table."""

    status: int
    text: str
    location: str
    writes: Counter
    queries: int
    denials: tuple[str, ...]


def ask(client: Client, method: str, address: str, body: Mapping[str, Any] | None = None) -> Answer:
    """Send one request; whatever it changed is taken back."""
    sql: list[str] = []

    def listen(execute, statement, params, many, context):
        if not _OF_THE_CLOCK.search(statement):
            sql.append(statement)
        return execute(statement, params, many, context)

    with taken_back():
        with connection.execute_wrapper(listen):
            response = getattr(client, method.lower())(address, body or None)
            text = text_of(response)
        denials = _denials()
    writes = Counter(found.group(1) for one in sql if (found := _WRITE.match(one)))
    location = response.headers.get("Location", "")
    return Answer(response.status_code, text, location, writes, len(sql), denials)


def _denials() -> tuple[str, ...]:
    """What the journal says about refusals, but for the time and the entry's own number."""
    told = ("user_id", "facility_id", "subject_type", "subject_id", "fields", "detail")
    with scope.use(scope.system("builders")):
        return tuple(map(str, AuditEntry.objects.filter(verb="access.denied").values_list(*told)))


@contextmanager
def taken_back() -> Iterator[None]:
    """A savepoint that is rolled back whatever happens."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def text_of(response: Any) -> str:
    """Everything a person can read in an answer: its headers, and its body taken out of its wrapping."""
    body = response.getvalue() if response.streaming else response.content
    headers = " ".join(f"{key}: {value}" for key, value in response.headers.items())
    return f"{headers}\n{unwrapped(body)}"


def unwrapped(body: bytes) -> str:
    """Text of HTML, JSON or CSV; of every page of a PDF; of every member of a ZIP or XLSX."""
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as members:
            return "\n".join(f"{name}\n{unwrapped(members.read(name))}" for name in members.namelist())
    return body.decode("utf-8", errors="replace")


def resolved(value: str, place: Place) -> str:
    """``@row.attribute`` of a place as text; everything else as it is."""
    if value[:1] not in ("@", "!"):
        return value
    found: Any = place
    for name in value[1:].split("."):
        found = getattr(found, name)
    return str(found)


def address(name: str, args: Mapping[str, str], place: Place, query: str = "") -> str:
    """The address of a door at a place; ``query`` may name a row as well."""
    path = reverse(name, kwargs={key: resolved(value, place) for key, value in args.items()})
    return path + re.sub(r"@[\w.]+", lambda found: resolved(found.group(), place), query)


def missing(value: str, place: Place) -> str:
    """An identifier of the same kind that no row has."""
    if value[:1] != "@":
        return value
    known = resolved(value, place)
    if codes.is_valid(known):
        return codes.new_code(lambda limit: limit - 1)
    if re.fullmatch(r"[0-9a-f-]{36}", known):
        return str(uuid.UUID(int=7))
    return "999999999" if known.isdigit() else known


def masked(text: str, values: Iterable[str]) -> str:
    """A page without what differs from one request to the next."""
    for pattern, left in _MASKS:
        text = pattern.sub(left, text)
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "·")
    return text


class _Forms(HTMLParser):
    """Collects the fields of every form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._open: dict[str, list[str]] | None = None
        self._select = self._area = ""
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "form" and held.get("method", "").lower() == "post":
            self._open = {}
            self.forms.append((held.get("action", ""), self._open))
        elif self._open is not None and tag in _TAGS and "disabled" not in held:
            _TAGS[tag](self, held)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag in ("select", "textarea"):
            if self._select and self._first is not None and self._select not in (self._open or {}):
                self.add(self._select, self._first)
            self._select = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._open is not None:
            self._open[self._area] = [data.strip("\n")]

    def add(self, name: str, value: str) -> None:
        if name and self._open is not None:
            self._open.setdefault(name, []).append(value)

    def input(self, held: dict[str, str]) -> None:
        kind = held.get("type", "text")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and "checked" not in held):
            return
        self.add(held.get("name", ""), held.get("value", "on" if kind == "checkbox" else ""))

    def select(self, held: dict[str, str]) -> None:
        self._select = "" if "multiple" in held else held.get("name", "")
        self._first = None

    def option(self, held: dict[str, str]) -> None:
        if self._first is None:
            self._first = held.get("value", "")
        if self._select and "selected" in held:
            self.add(self._select, held.get("value", ""))

    def textarea(self, held: dict[str, str]) -> None:
        self._area = held.get("name", "")
        self.add(self._area, "")


_TAGS: dict[str, Callable[[_Forms, dict[str, str]], None]] = {
    "input": _Forms.input,
    "select": _Forms.select,
    "option": _Forms.option,
    "textarea": _Forms.textarea,
}


def form_in(text: str, path: str) -> dict[str, list[str]]:
    """The largest form of a page that posts to the page itself, as a browser would send it back."""
    found = _Forms()
    found.feed(text)
    own = [fields for action, fields in found.forms if action in ("", path, path.split("?")[0])]
    return max(own, key=len, default={})
