"""Keeps every questionnaire that comes with the software; again changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from assessments import scope
from assessments.measures import operations
from assessments.measures.definition import DefinitionError


class Command(BaseCommand):
    help = "Load the questionnaires that come with the software."

    def handle(self, *args, **options):
        try:
            with scope.use(scope.system("shell")):
                loaded = operations.load_instruments(user=None)
        except operations.ChangedVersion as refusal:
            raise CommandError(f"{refusal}: the content has changed; give it a new version number.") from None
        except DefinitionError as faults:
            raise CommandError(str(faults)) from None
        for row in loaded.added:
            self.stdout.write(f"{row.instrument.slug} {row.semver}: loaded.")
        self.stdout.write(f"{len(loaded.added)} loaded, {len(loaded.known)} were here already.")
