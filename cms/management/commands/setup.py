"""Prepares a site for its first day: `manage.py setup`; a second time it changes nothing."""

import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments import scope
from assessments.facilities.operations import Place
from cms.accounts import codes
from cms.first_run import operations, questions, sheet
from cms.first_run.questions import Answers


class Command(BaseCommand):
    help = "Keys, languages, site, groups, review, starter programme, first facility and first accounts."

    def add_arguments(self, parser):
        for name, help_text in questions.OPTIONS.items():
            parser.add_argument(f"--{name}", default="", help=help_text)
        parser.add_argument("--sheet", action="store_true", help="write the paper sheet of the keys again")
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="ask nothing")

    def handle(self, *args, interactive=True, **options):
        with scope.use(scope.system("setup")):
            for step in operations.lay_foundations():
                self._tell(step)
            if options["sheet"]:
                self.stdout.write(f"+ {sheet.what_to_do_with(sheet.write_unless_known(again=True))}")
            answers = questions.answers(options, ask=interactive and sys.stdin.isatty())
            try:
                self._open(answers)
            except ValidationError as refused:
                raise CommandError("\n".join(refused.messages)) from refused

    def _open(self, answers: Answers) -> None:
        if answers.missing:
            self.stdout.write(answers.missing)
            return
        facility, step = operations.open_first_facility(
            Place(answers.code, answers.name, answers.public_place, time_zone=answers.zone)
        )
        self._tell(step)
        administrator = operations.open_first_administrator(username=answers.administrator)
        self._hand_over(administrator)
        if answers.coordinator:
            self._hand_over(
                operations.open_first_coordinator(
                    administrator=administrator.account, facility=facility, username=answers.coordinator
                )
            )
        self.stdout.write(_("Next: open the accounts of the others at /accounts/staff/."))

    def _tell(self, step: operations.Step) -> None:
        self.stdout.write(f"{'+' if step.changed else '='} {step.words}")

    def _hand_over(self, newcomer: operations.Newcomer) -> None:
        self._tell(newcomer.step)
        if newcomer.code:
            words = _("    One-time code for %(name)s, valid for %(days)d days: %(code)s")
            details = {"name": newcomer.account.get_username(), "code": codes.printed(newcomer.code)}
            self.stdout.write(words % {**details, "days": operations.accounts.SIGN_IN_LASTS.days})
            self.stdout.write(
                _("    It is typed at /accounts/code/ together with the user name, and works once.")
            )
