"""Keeps house: `manage.py tick`, run every minute by a timer of the system."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.management import chores


class Command(BaseCommand):
    help = "Do what is due every minute: publish what is scheduled, resume jobs, forget what has expired."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        failed = chores.do_all(timezone.now())
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The reasons are in the log.")
