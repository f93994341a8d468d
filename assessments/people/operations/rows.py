"""The import engine's resource: each row of a checked list goes through the operations, never past them."""

from dataclasses import dataclass
from typing import Any

import tablib
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader

from assessments.facilities.models import Facility, Unit
from assessments.people.identity import Name
from assessments.people.importing.entries import Problem
from assessments.people.likeness import folded
from assessments.people.models import Participant
from assessments.people.operations.consents import Answer
from assessments.people.operations.registering import (
    CodesExhausted,
    ExternalIdTaken,
    Newcomer,
    add_external_id,
    register_participant,
)

_REFUSALS = {ExternalIdTaken: "key_taken", CodesExhausted: "no_free_code"}


@dataclass(frozen=True)
class Outcome:
    """Rows that turned out to be known, and what refused the others."""

    known: int
    problems: tuple[Problem, ...]


class PeopleResource(resources.Resource):
    """Registers or recognises one person a row; the engine brings transactions, dry run and failed rows."""

    class Meta:
        instance_loader_class = BaseInstanceLoader
        use_transactions = True
        skip_diff = True
        import_id_fields: tuple[str, ...] = ()

    def __init__(self, user: Any, facility: Facility, units: dict[str, Unit]) -> None:
        super().__init__()
        self.user, self.facility, self.units = user, facility, units
        self.known = 0

    def bring(self, work: list[dict[str, Any]], *, dry_run: bool) -> Outcome:
        """Write the rows, or only try; a failure that is no refusal is a bug and is raised."""
        dataset = tablib.Dataset(headers=list(work[0]) if work else ["row"])
        dataset.extend(list(row.values()) for row in work)
        result = self.import_data(dataset, dry_run=dry_run, collect_failed_rows=True)
        for failure in result.base_errors:
            raise failure.error
        return Outcome(self.known, tuple(self._problem(failed) for failed in result.error_rows))

    def _problem(self, failed: Any) -> Problem:
        failure = failed.errors[0]
        code = _REFUSALS.get(type(failure.error))
        if code is None:
            raise failure.error
        return Problem(failure.row["row"], "", code)

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Participant, bool]:
        if row["code"]:
            return Participant.objects.get(code=row["code"]), False
        return Participant(), True

    def save_instance(self, instance: Participant, is_create: bool, row: Any, **kwargs: Any) -> None:
        source, value = row["key"]
        if not is_create:
            add_external_id(user=self.user, participant=instance, source=source, value=value)
            return
        try:
            register_participant(user=self.user, facility=self.facility, newcomer=self._newcomer(row))
        except ExternalIdTaken:
            # The key holds this facility and this list: the person was brought in before and has left.
            self.known += 1

    def _newcomer(self, row: Any) -> Newcomer:
        return Newcomer(
            name=Name(row["given_names"], row["surnames"]),
            sex=row["sex"],
            from_on=row["from_on"],
            unit=self.units.get(folded(row["unit"])),
            language=row["language"],
            reading_support=row["reading_support"],
            birth_band=row["birth_band"],
            consents=tuple(
                Answer(purpose, given, row["consent_on"], row["consent_form"], row["witness"])
                for purpose, given in row["consents"]
            ),
            external_id=row["key"],
        )
