"""Gives somebody a posting from the shell: the first administrator of a site has nobody else to ask."""

from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments import scope
from assessments.access import operations
from assessments.access.roles import Role
from assessments.facilities.models import Facility


class Command(BaseCommand):
    help = "Post a user at a facility, or in the whole country with --until and --reason."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("role", choices=[role.value for role in Role])
        parser.add_argument("--facility", metavar="CODE", help="Without it: the whole country.")
        parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--reason", default="")

    def handle(self, *args, username, role, facility, until, reason, **options):
        with scope.use(scope.system("shell")):
            person = self._find(get_user_model(), "user", username=username)
            place = self._find(Facility, "facility", code=facility) if facility else None
            term = operations.Term(timezone.localdate(), place, until, reason)
            try:
                operations.post(user=None, person=person, role=Role(role), term=term)
            except operations.AlreadyPosted:
                self.stdout.write(f"{username} is {role} there already; nothing was changed.")
                return
            except ValidationError as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{username} is now {role} {facility or 'in the whole country'}.")

    @staticmethod
    def _find(model, kind, **lookup):
        found = model._default_manager.filter(**lookup).first()
        if found is None:
            raise CommandError(f"There is no {kind} {' '.join(lookup.values())}.")
        return found
