"""``manage.py rebuild_attendance``: writes attendance anew from the ops that are kept for ever."""

from django.core.management.base import BaseCommand

from assessments import scope
from assessments.models import Session
from assessments.sessions import operations


class Command(BaseCommand):
    """Folds every session's ops again and says how many rows differed; none is the healthy answer."""

    help = "Write attendance and session states anew from the journal of ops."

    def add_arguments(self, parser):
        parser.add_argument("--cohort", help="Code of one cohort; without it every session is rebuilt.")

    def handle(self, *args, **options):
        with scope.use(scope.system("shell")):
            sessions = Session.objects.select_related("cohort", "facility").order_by("pk")
            if options["cohort"]:
                sessions = sessions.filter(cohort__code=options["cohort"])
            seen, wrong = 0, 0
            for session in sessions.iterator(chunk_size=200):
                seen, wrong = seen + 1, wrong + operations.rebuild(session=session)
        self.stdout.write(f"{seen} sessions, {wrong} rows differed.")
