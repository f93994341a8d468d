"""Takes in a translator's files: `manage.py import_translations FILE.zip`, and again with `--write`."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.translation import files, operations, phrases
from cms.translation.views import REFUSALS


class Command(BaseCommand):
    help = "Say what a translator's ZIP would change; with --write, write it. Nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the ZIP file as the translator sent it")
        parser.add_argument(
            "--write", action="store_true", help="write the words; without it nothing is changed"
        )
        parser.add_argument("--user", help="user name that stands beside the words")

    def handle(self, *args, file, write, user=None, **options):
        try:
            plans = files.plans_of(file.read_bytes())
        except OSError as problem:
            raise CommandError(problem) from problem
        except REFUSALS as refused:
            raise CommandError(phrases.refusal(refused)) from refused
        for one in plans:
            self.stdout.write(f"{one.name}: {phrases.counts(one.plan)}")
            for sentence in phrases.left_out(one.plan):
                self.stdout.write(f"  ! {sentence}")
        if not write:
            self.stdout.write(_("Nothing was written. Run again with --write."))
            return
        count = operations.import_files(plans=plans, user=self._person(user) if user else None)
        self.stdout.write(phrases.written(count))

    def _person(self, name):
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(_("There is no user %(name)s.") % {"name": name})
        return person
