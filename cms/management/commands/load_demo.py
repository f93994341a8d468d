"""Fills an empty site with an invented place to try everything out: `manage.py load_demo [--today DAY]`.

Prints the list of accounts and nothing else; progress goes to the error stream. Again, it changes nothing.
"""

import time
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import checks
from cms.demo import accounts, loading


class Command(BaseCommand):
    help = "Invent two facilities, four groups and their history, through the operations."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day of the demo, as 2026-03-02; today without it"
        )

    def handle(self, *args, today=None, **options):
        if checks.is_real():
            raise CommandError(
                _("Not here: this is a place for real people, and the demo has known passwords.")
            )
        started = time.monotonic()
        made = loading.load(today=today or timezone.localdate(), say=self._say)
        self._say(self._summary(made, time.monotonic() - started))
        for one in accounts.shown():
            self.stdout.write(f"  {one.username:<16} {accounts.PASSWORD}   {one.sees}")

    def _say(self, words: str) -> None:
        self.stderr.write(str(words), self.style.NOTICE)

    def _summary(self, made: loading.Made, seconds: float) -> str:
        if not made.is_new:
            return _("The demo is there already; nothing was changed.")
        words = _(
            "Invented in %(seconds)d s: %(people)d people, %(groups)d groups, %(sessions)d sessions,"
            " %(certificates)d certificates."
        )
        return words % {**vars(made), "seconds": seconds}
