"""Imports a programme that `export_programme` packed: `manage.py import_programme FILE.zip`."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from curriculum.interchange.refusals import PackageRefused
from curriculum.operations.importing import import_programme


class Command(BaseCommand):
    help = "Import a packed programme, all of it or nothing; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file that export_programme wrote")
        parser.add_argument("--user", help="user name written into the pages' history")

    def handle(self, *args, file, user=None, **options):
        author = self._author(user) if user else None
        try:
            with Path(file).open("rb") as stream:
                summary = import_programme(stream, user=author)
        except (PackageRefused, LookupError, OSError) as problem:
            raise CommandError(f"Nothing was imported. {problem}") from problem
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(summary.counts.items()))
        self.stdout.write(f"{summary.title} ({', '.join(summary.languages)}): {counts}")

    def _author(self, name):
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist as problem:
            raise CommandError(f"There is no user {name}.") from problem
