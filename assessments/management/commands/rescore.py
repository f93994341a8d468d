"""Scores the kept answers again, everywhere or for one group, and says how many scores were different."""

from django.core.management.base import BaseCommand, CommandError

from assessments import scope
from assessments.cohorts.models import Cohort
from assessments.measures import operations


class Command(BaseCommand):
    help = "Compute the scores again from the answers."

    def add_arguments(self, parser):
        parser.add_argument("--cohort", metavar="CODE", help="only this group")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")

    def handle(self, *args, **options):
        with scope.use(scope.system("shell")):
            cohort = self._cohort(options["cohort"])
            done = operations.rescore(user=None, cohort=cohort, dry_run=options["dry_run"])
        would = "would change" if options["dry_run"] else "changed"
        self.stdout.write(f"{done.seen} questionnaires looked at, {done.changed} {would}.")

    def _cohort(self, code):
        if not code:
            return None
        found = Cohort.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"There is no group with the code {code}.")
        return found
