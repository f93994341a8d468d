"""Loads a programme from a folder of readable files: `manage.py load_programme PATH`."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from curriculum import manuscript, operations, phrases


class Command(BaseCommand):
    help = "Load a programme and its translations from readable files; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the folder that holds programme.toml")
        parser.add_argument("--user", help="user name written into the pages' history")
        parser.add_argument(
            "--check", action="store_true", help="load nothing; say what is wrong and what is still missing"
        )

    def handle(self, *args, path, user=None, check=False, **options):
        author = self._author(user) if user else None
        try:
            if check:
                self._say_remarks(manuscript.read(path))
            else:
                self._say_counts(operations.load_programme(path, user=author))
        except manuscript.ManuscriptError as problem:
            sentences = "\n".join(f"  {line}" for line in problem.problems)
            raise CommandError(f"Nothing was loaded. Correct this first:\n{sentences}") from problem
        except LookupError as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from problem

    def _say_counts(self, summary):
        for one in (summary, *summary.translations):
            counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(one.counts.items()))
            self.stdout.write(f"{one.language}: {one.programme.title}: {counts}")
        for language in summary.left_out:
            self.stdout.write(f"{language}: left out, it is not a language of this site")

    def _say_remarks(self, script):
        for file, gap in manuscript.remarks(script):
            self.stdout.write(f"{file}: {phrases.gap_sentence(gap)}")
        languages = ", ".join(one.language for one in (script, *script.translations))
        self.stdout.write(f"The files can be loaded: {languages}.")

    def _author(self, name):
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist as problem:
            raise CommandError(f"There is no user {name}.") from problem
