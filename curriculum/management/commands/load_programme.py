"""Loads a programme from a folder of readable files: `manage.py load_programme PATH`."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from curriculum import operations
from curriculum.manuscript import ManuscriptError


class Command(BaseCommand):
    help = "Load a programme from a folder of readable files; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", help="the folder that holds programme.toml")
        parser.add_argument("--user", help="user name written into the pages' history")

    def handle(self, *args, path, user=None, **options):
        author = self._author(user) if user else None
        try:
            summary = operations.load_programme(path, user=author)
        except ManuscriptError as problem:
            sentences = "\n".join(f"  {line}" for line in problem.problems)
            raise CommandError(f"Nothing was loaded. Correct this first:\n{sentences}") from problem
        except LookupError as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from problem
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(summary.counts.items()))
        self.stdout.write(f"{summary.programme.title}: {counts}")

    def _author(self, name):
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist as problem:
            raise CommandError(f"There is no user {name}.") from problem
