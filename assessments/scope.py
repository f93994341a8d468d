"""Whose rows: every query on a scoped model is bound to the facilities of the current scope.

The scope is an explicit value held for the length of a request, job or command. No scope: the query
raises. An empty set of facilities: no rows. ``None`` never means "all"; "all" is ``national`` or
``system``, both with a reason in words. The bound is added when SQL is compiled, so it covers every way
to read, count, update or delete, also inside subqueries and after slices. Joins that start from an
unscoped model stay open: start from the scoped side.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.sql import DeleteQuery, Query
from django.db.models.sql.constants import ROW_COUNT

SYSTEM_SCOPES = {
    "public verification": "Anyone with a certificate code may learn its state; nothing else is read.",
    "sign-in": "Postings decide the scope, so they are read before there is one.",
    "migrations": "Schema and data migrations see every row.",
    "backup": "A backup holds the whole database.",
    "jobs": "A job reads its own row to learn whose scope it runs in.",
    "tick": "The minute's housekeeping ends postings and jobs of every facility.",
    "setup": "First run and demo data are made before anybody is posted.",
    "shell": "A command run by the operator of the server, who names what it touches.",
    "test serializer": "The test runner's own copy of the database.",
    "user deletion": "Django asks every table before it refuses to delete an account.",
    "privacy": "Retention and erasure act on a person wherever the person was.",
    "consent": "Whether a person's answers count, yes or no, must not depend on where the person is today.",
    "builders": "Tests make rows in every facility.",
}


class ScopeMissing(RuntimeError):
    """A scoped table was touched although nobody said whose rows."""


class OutOfScope(PermissionError):
    """A row of a facility outside the current scope was to be written."""


class FacilityChanged(ValueError):
    """A row's facility is decided once; moving is done by new rows."""


@dataclass(frozen=True)
class Scope:
    """Facilities whose rows may be touched; ``everywhere`` only with a ``reason``."""

    facilities: frozenset[int] = frozenset()
    everywhere: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if self.everywhere and not self.reason:
            raise ValueError("A scope without bounds needs a reason.")

    def includes(self, facility_id: int | None) -> bool:
        return self.everywhere or facility_id in self.facilities


_current: ContextVar[Scope | None] = ContextVar("assessments_scope", default=None)


def of_facilities(facility_ids: Iterable[int]) -> Scope:
    """The rows of these facilities; none given, no rows."""
    return Scope(facilities=frozenset(facility_ids))


def national(reason: str) -> Scope:
    """Every facility, for a person with a dated national posting; ``reason`` is the posting's."""
    return Scope(everywhere=True, reason=reason)


def system(name: str) -> Scope:
    """Every facility, for one of the named purposes of the software itself."""
    return Scope(everywhere=True, reason=f"{name}: {SYSTEM_SCOPES[name]}")


def current() -> Scope:
    """The scope in force, or ``ScopeMissing``."""
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("No scope: wrap this in scope.use(...) and say whose rows it may touch.")
    return scope


@contextmanager
def use(scope: Scope) -> Iterator[Scope]:
    """Hold ``scope`` for the length of the block."""
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


class ScopedQuery(Query):
    """A query that adds the scope's bound at the moment it becomes SQL."""

    _bound = False

    def _bounded(self) -> "ScopedQuery":
        if self._bound:
            return self
        scope = current()
        query = self.clone()
        query._bound = True
        if not scope.everywhere and not query.combinator:
            query.add_q(query.model.scope_filter(scope.facilities))
        return query

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        query = self._bounded()
        return super(ScopedQuery, query).get_compiler(*args, **kwargs)

    def chain(self, klass: type[Query] | None = None) -> Query:
        if klass is None or issubclass(klass, ScopedQuery):
            return super().chain(klass)
        query = self._bounded()
        return super(ScopedQuery, query).chain(klass)


class ScopedQuerySet(models.QuerySet):
    """The queryset of every scoped model; rooms add their questions by subclassing it."""

    def __init__(self, model=None, query=None, using=None, hints=None):
        super().__init__(model, query or (ScopedQuery(model) if model else None), using, hints)

    def _raw_delete(self, using):
        query = self.query._bounded().clone()
        query.__class__ = DeleteQuery
        return query.get_compiler(using).execute_sql(ROW_COUNT)

    def bulk_create(self, objs, *args, **kwargs):
        rows = list(objs)
        for row in rows:
            row.check_scope()
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        self._refuse_moves(fields)
        return super().bulk_update(objs, fields, *args, **kwargs)

    def update(self, **kwargs):
        self._refuse_moves(kwargs)
        return super().update(**kwargs)

    def raw(self, *args, **kwargs):
        raise ScopeMissing("Raw SQL knows no scope.")

    def extra(self, *args, **kwargs):
        raise ScopeMissing("extra() can undo the scope.")

    @staticmethod
    def _refuse_moves(fields: Iterable[str]) -> None:
        if {"facility", "facility_id"} & set(fields):
            raise FacilityChanged("A row's facility is decided once.")


class Scoped(models.Model):
    """A model whose rows are bound by ``scope_filter``; concrete models say how.

    Concrete models set ``objects = SomeScopedQuerySet.as_manager()`` and inherit ``Meta(Scoped.Meta)``.
    """

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    @classmethod
    def scope_filter(cls, facilities: frozenset[int]) -> models.Q:
        """The rows that belong to ``facilities``."""
        raise TypeError(f"{cls.__name__} does not say how its rows belong to a facility.")

    def check_scope(self) -> None:
        """Refuse to write without a scope; models with a facility of their own refuse more."""
        current()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_scope()
        super().save(*args, **kwargs)


def facility_key(**options: Any) -> models.ForeignKey:
    """The facility of a row; ``db_index=False`` where rows are only ever asked for by something narrower.

    Every query names the facility. A planner without figures takes that index, if there is one, and reads
    all that a facility ever kept to find the rows of one session.
    """
    return models.ForeignKey("assessments.Facility", on_delete=models.PROTECT, related_name="+", **options)


class FacilityScoped(Scoped):
    """A row that belongs to one facility for good; ``agrees_with`` names parents that must share it."""

    facility = facility_key()

    agrees_with: tuple[str, ...] = ()

    class Meta(Scoped.Meta):
        abstract = True

    @classmethod
    def scope_filter(cls, facilities: frozenset[int]) -> models.Q:
        return models.Q(facility_id__in=facilities)

    @classmethod
    def from_db(cls, db: str, field_names: Any, values: Any) -> Any:
        row = super().from_db(db, field_names, values)
        row._facility_as_loaded = row.__dict__.get("facility_id")
        return row

    def check_scope(self) -> None:
        if not current().includes(self.facility_id):
            raise OutOfScope(f"{type(self).__name__} of a facility outside the scope.")
        as_loaded = getattr(self, "_facility_as_loaded", None)
        if as_loaded is not None and as_loaded != self.facility_id:
            raise FacilityChanged(f"{type(self).__name__} cannot move to another facility.")
        for name in self.agrees_with:
            parent = getattr(self, name)
            if parent is not None and parent.facility_id != self.facility_id:
                raise OutOfScope(f"{type(self).__name__} and its {name} are of different facilities.")
