"""The table of the shared cache, in which the sign-in throttle counts."""

from django.core.management import call_command
from django.db import migrations

TABLE = "puente_cache"


def make(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0002_pages"),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
