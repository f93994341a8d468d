"""The database itself keeps frozen versions, whoever writes to it."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction

from curriculum import checks, outline, triggers
from curriculum.models import CopiedMedia, LessonVersion, ProgrammeVersion
from tests.builders.curriculum import make_image, make_lesson, make_media, make_module, make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("write_gate_lifted")]
MODELS = {model._meta.db_table: model for model in (ProgrammeVersion, LessonVersion, CopiedMedia)}
EVERY_COLUMN = [
    (table, field.column)
    for table, model in MODELS.items()
    for field in model._meta.concrete_fields
    if field.column != triggers.FORGETTABLE.get(table)
]
OTHERS = {
    "UUIDField": "0" * 32,
    "DateTimeField": "2020-01-01 00:00:00",
    "PositiveIntegerField": 77,
    "BigAutoField": 77,
}


@pytest.fixture
def frozen(settings, tmp_path, author):
    """One row of each kind."""
    settings.MEDIA_ROOT = tmp_path
    programme = make_programme()
    make_lesson(make_module(programme), body=[make_media(image=make_image().pk)])
    return outline.freeze(programme.translation_key, "es", user=author)


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def other(table, column):
    field = next(one for one in MODELS[table]._meta.concrete_fields if one.column == column)
    return OTHERS.get(field.get_internal_type(), "x" * 40)


def test_every_column_is_frozen_but_who_froze_it():
    told = {(table, column) for table, columns in triggers.FROZEN.items() for column in columns}

    assert told == set(EVERY_COLUMN)


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN)
def test_no_column_changes(frozen, table, column):
    with pytest.raises(IntegrityError, match="is frozen"):
        attack(f"UPDATE {table} SET {column} = %s", other(table, column))


def acts():
    if connection.vendor != "postgresql":
        return ["DELETE FROM {}"]
    attack("SET CONSTRAINTS ALL IMMEDIATE")
    return ["DELETE FROM {}", "TRUNCATE {} CASCADE"]


@pytest.mark.parametrize("table", MODELS)
def test_no_row_goes(frozen, table):
    for act in acts():
        with pytest.raises(IntegrityError):
            attack(act.format(table))

    assert MODELS[table].objects.exists()


@pytest.mark.parametrize("model", MODELS.values())
def test_the_unguarded_manager_goes_no_further(frozen, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.all()._raw_delete("default")


def test_who_froze_a_version_is_forgotten_and_nobody_else_put_in(frozen, visitor):
    with pytest.raises(IntegrityError):
        attack("UPDATE curriculum_programmeversion SET created_by_id = %s", visitor.pk)

    ProgrammeVersion._base_manager.update(created_by=None)  # as Django does when the account goes

    assert ProgrammeVersion.objects.get().created_by is None
    with pytest.raises(IntegrityError):
        attack("UPDATE curriculum_programmeversion SET created_by_id = %s", visitor.pk)


def test_new_rows_are_written_as_before(frozen):
    kept = CopiedMedia(file_hash="f" * 40, sha256="0" * 64)
    kept.file.save("otra.png", ContentFile(b"x"), save=False)
    kept.save()

    assert CopiedMedia.objects.count() == 2


def test_what_is_missing_is_said_and_installed_again(frozen):
    name = "curriculum_lessonversion_no_update"
    on = " ON curriculum_lessonversion" if connection.vendor == "postgresql" else ""
    if connection.vendor == "postgresql":
        attack("SET CONSTRAINTS ALL IMMEDIATE")
    assert checks.versions_are_guarded(None, databases=["default"]) == []
    attack(f"DROP TRIGGER {name}{on}")

    (said,) = checks.versions_are_guarded(None, databases=["default"])
    triggers.install()

    assert (said.id, said.msg) == ("curriculum.E001", f"Triggers are missing: {name}.")
    assert triggers.missing() == set()
    with pytest.raises(IntegrityError):
        attack("UPDATE curriculum_lessonversion SET title = 'x'")
