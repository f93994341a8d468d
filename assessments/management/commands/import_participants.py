"""Bring a list of people into a facility: all of it, or nothing and a file that says why."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments import scope
from assessments.facilities.models import Facility
from assessments.people import exports, phrases
from assessments.people import operations as people
from assessments.people.importing import reading
from assessments.people.importing.drafts import Terms


class Command(BaseCommand):
    help = "Imports participants from a .xlsx or .csv file. Refused as a whole when one row has a problem."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--facility", required=True, metavar="CODE")
        parser.add_argument("--dry-run", action="store_true", help="Check everything and write nothing.")
        parser.add_argument(
            "--same-name",
            action="append",
            default=[],
            metavar="new|same|ROW=new|ROW=same|ROW=CODE",
            help=(
                "What to do where somebody of the same name is at the facility already: register another"
                " person, or recognise the same one. Without it such rows are refused."
            ),
        )
        parser.add_argument("--user", metavar="NAME", help="The account that answers for the import.")
        parser.add_argument("--errors", type=Path, help="Where to write the error file.")

    def handle(self, *args, **options):
        with scope.use(scope.system("shell")):
            facility = Facility.objects.filter(code=options["facility"]).first()
        if facility is None:
            raise CommandError(_("There is no facility with the code %s.") % options["facility"])
        table = self._table(options["file"])
        terms = self._terms(options["same_name"])
        with scope.use(scope.of_facilities([facility.pk])):
            report = people.import_people(
                user=self._user(options["user"]),
                facility=facility,
                table=table,
                terms=terms,
                dry_run=options["dry_run"],
            )
        self._say(report, options)

    def _table(self, path):
        try:
            return reading.read(path.read_bytes())
        except OSError as refusal:
            raise CommandError(_("The file %s cannot be read.") % path) from refusal
        except reading.Unreadable as refusal:
            raise CommandError(phrases.UNREADABLE[refusal.code]) from refusal

    def _terms(self, answers):
        choices, same_name = {}, ""
        for answer in answers:
            row, equals, choice = answer.rpartition("=")
            if equals and row.isdigit():
                choices[int(row)] = choice
            elif answer in ("new", "same"):
                same_name = answer
            else:
                raise CommandError(_("--same-name does not understand “%s”.") % answer)
        return Terms(choices=choices, same_name=same_name)

    def _user(self, name):
        if not name:
            return None
        model = get_user_model()
        found = model._default_manager.filter(**{model.USERNAME_FIELD: name, "is_active": True}).first()
        if found is None:
            raise CommandError(_("There is no active account named %s.") % name)
        return found

    def _say(self, report, options):
        for notice in report.notices:
            self.stdout.write(phrases.notice(notice.code, notice.row, notice.details))
        for name in report.new_units:
            self.stdout.write(_("New unit: %s") % name)
        if not report.is_clean:
            self._refuse(report, options)
        outcome = _("To be imported") if options["dry_run"] else _("Imported")
        self.stdout.write(
            _("%(outcome)s: %(new)d. Here already: %(known)d. Recognised: %(linked)d.")
            % {"outcome": outcome, "new": report.new, "known": report.known, "linked": report.linked}
        )

    def _refuse(self, report, options):
        rows = exports.said(exports.problems_of(report))
        path = options["errors"] or options["file"].with_name(f"{options['file'].name}.errors.csv")
        path.write_bytes(exports.error_file(report))
        for row, column, problem, remedy in rows:
            self.stderr.write(_("Row %(row)d, %(column)s:") % {"row": row, "column": column or "-"})
            self.stderr.write(f"  {problem} {remedy}")
        raise CommandError(
            _("Nothing was imported: %(count)d problems. They are listed in %(path)s.")
            % {"count": len(rows), "path": path}
        )
