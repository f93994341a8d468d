"""Issues the certificates of a cohort from the shell and writes the files into a folder.

Ends with 0 when files were written, 3 when nobody has or could get a certificate, 4 when somebody eligible
could not be given one, 1 when the command itself was refused.
"""

import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments import scope
from assessments.access import policies
from assessments.access.models import Posting
from assessments.access.roles import Action, Role
from assessments.certificates import archive, board, operations, parcel, phrases
from assessments.certificates.models import Certificate
from assessments.certificates.phrases import Why
from assessments.cohorts.models import Cohort
from assessments.completion import progress

NOBODY, SOMEBODY_FAILED = 3, 4
_EXPECTED = {Why.ALREADY_ISSUED, Why.NOT_ELIGIBLE, Why.NOT_HERE}


class Command(BaseCommand):
    help = (
        "Issues certificates to everybody of a cohort who is eligible, and writes them into a folder: one PDF"
        " each, certificates.zip, print.pdf and manifest.csv. Who is not eligible is listed by code with the"
        " reasons. Exit codes: 0 files written, 3 nobody, 4 somebody eligible got none, 1 refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("cohort", help="The cohort's code.")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="Folder for the files.")
        parser.add_argument("--user", help="User name of who issues; else the facility's coordinator.")

    def handle(self, *args, **options):
        with scope.use(scope.system("shell")):
            cohort = Cohort.objects.select_related("facility").filter(code=options["cohort"]).first()
            if cohort is None:
                raise CommandError(f"There is no cohort {options['cohort']}.")
            user = self._issuer(cohort, options["user"])
        with scope.use(scope.of_facilities([cohort.facility_id])):
            issued, certificates = self._issue(cohort, user)
            files = self._files(certificates)
        self._write(options["out"], files)
        self._tell(user, issued, certificates, options["out"])
        if any(one.why not in _EXPECTED for one in issued.refused):
            sys.exit(SOMEBODY_FAILED)
        if not certificates:
            sys.exit(NOBODY)

    def _issuer(self, cohort, username):
        """The named user, or the coordinator who has been at the facility longest."""
        if username:
            user = get_user_model().objects.filter(**{get_user_model().USERNAME_FIELD: username}).first()
            if user is None:
                raise CommandError(f"There is no user {username}.")
            if not policies.may(user, Action.ISSUE_CERTIFICATES, cohort.facility_id):
                raise CommandError(f"{username} may not issue certificates there: post them as coordinator.")
            return user
        today = timezone.localdate()
        posted = Posting.objects.active_on(today).filter(role=Role.COORDINATOR.value, user__is_active=True)
        for posting in posted.select_related("user").order_by("reach", "from_on", "pk"):
            if policies.may(posting.user, Action.ISSUE_CERTIFICATES, cohort.facility_id):
                return posting.user
        raise CommandError("Nobody is posted as coordinator there: post somebody, or name one with --user.")

    def _issue(self, cohort, user):
        standings = progress.standings(cohort)
        members = [one.enrolment.pk for one in standings]
        issued = operations.issue(user=user, cohort=cohort, enrolments=members)
        people = [one.person.pk for one in standings]
        valid = Certificate.objects.valid_for(cohort.programme_key, people)
        certificates = list(valid.select_related("key", "participant"))
        operations.print_certificates(certificates)
        return issued, [one for one in certificates if one.pdf_sha256]

    def _files(self, certificates):
        if not certificates:
            return {}
        alone = {parcel.name_of(one): archive.pdf_of(one) for one in certificates}
        return {**alone, **parcel.make(certificates)}

    def _write(self, folder, files):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, content in files.items():
                archive.write_whole(folder / name, content)
        except OSError as problem:
            raise CommandError(f"The files could not be written: {problem}") from problem

    def _tell(self, user, issued, certificates, folder):
        for one in issued.refused:
            if one.why is Why.ALREADY_ISSUED:
                continue
            reasons = board.why_not(one.standing) if one.why is Why.NOT_ELIGIBLE else ()
            told = "; ".join(reasons) or phrases.sentence(one.why, one.words)
            self.stdout.write(f"{one.person}: {told}")
        fresh = len(issued.certificates)
        self.stdout.write(f"Issued now: {fresh}, in the name of {user.get_username()}.")
        self.stdout.write(f"Issued before: {len(certificates) - fresh}.")
        if certificates:
            self.stdout.write(f"Files of {len(certificates)} certificates are in {folder}.")
