"""Every stored field is classified, and nothing forbidden has a field."""

import pytest
from django.apps import apps
from django.db import models

from assessments import checks
from assessments.privacy import inventory
from assessments.privacy.inventory import Eraser, Exporter, Level


def test_every_field_is_classified_and_no_line_is_stale():
    assert inventory.unclassified() == []
    assert inventory.vanished() == []


def test_no_field_is_classified_twice():
    lines = [(entry.model, entry.field) for entry in inventory.entries()]

    assert len(lines) == len(set(lines))


def test_the_check_names_what_is_missing_gone_and_forbidden(monkeypatch):
    table = dict(inventory._TABLE)
    table["Unit"] = {inventory.PLACE: "id facility name order floor"}
    table["Stay"] = {inventory.PRESENCE: "id facility participant unit from_on"}
    monkeypatch.setattr(inventory, "_TABLE", table)
    monkeypatch.setattr(inventory, "is_forbidden", lambda name: name == "merged_into")

    found = {error.id: error.msg for error in checks.every_field_is_classified(None)}

    assert {
        "assessments.E010": "Stay.until_on is not classified.",
        "assessments.E011": "Unit.floor is classified and gone.",
    }.items() <= found.items()
    assert "merged_into" in found["assessments.E012"]


def test_nothing_forbidden_has_a_field_anywhere_of_ours():
    ours = [
        f"{model._meta.label}.{field.name}"
        for label in ("assessments", "curriculum", "cms")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and inventory.is_forbidden(field.name)
    ]

    assert ours == []


@pytest.mark.parametrize(
    "name",
    [
        "offence",
        "offense_kind",
        "sentence_years",
        "court",
        "security_level",
        "gang",
        "victim",
        "delito",
        "juzgado",
    ]
    + ["child_name", "school", "address", "diagnosis", "Sentence"],
)
def test_the_deny_list_knows_the_word(name):
    assert inventory.is_forbidden(name)


@pytest.mark.parametrize("name", ["code", "courtesy", "suspended", "discharged_on", "absence_reason"])
def test_the_deny_list_lets_other_words_pass(name):
    assert not inventory.is_forbidden(name)


def test_nothing_is_kept_that_is_forbidden_to_keep():
    assert {entry.treatment.level for entry in inventory.entries()} <= set(Level) - {Level.P4}


def test_whatever_names_a_person_is_overwritten_or_loses_its_key():
    naming = {entry.treatment for entry in inventory.entries() if entry.treatment.level is Level.P3}

    assert {one.eraser for one in naming} == {Eraser.OVERWRITE, Eraser.KEY}
    assert {one.exporter for one in naming} == {Exporter.PORTRAIT}


def test_every_sealed_column_is_in_the_inventory_with_its_key():
    classified = {(entry.model, entry.field) for entry in inventory.entries()}
    binary = {
        (model.__name__, field.name)
        for model in apps.get_app_config("assessments").get_models()
        for field in model._meta.concrete_fields
        if field.name == "sealed"
    }

    assert {(one.model, one.column) for one in inventory.SEALED} == binary
    assert {(one.model, one.key_column) for one in inventory.SEALED} <= classified
