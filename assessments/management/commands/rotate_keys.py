"""Seal every name and certificate key with a new key; interrupted, it goes on where it stopped."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments import scope
from assessments.privacy import operations


class Command(BaseCommand):
    help = "Adds a key, makes it the active one, and seals every sealed value with it. Safe to interrupt."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=operations.BATCH, help="Rows per transaction.")

    def handle(self, *args, **options):
        with scope.use(scope.system("shell")):
            rotation = operations.rotate_keys(user=None, batch=max(1, options["batch"]), tell=self._tell)
        made = _("New key") if rotation.is_new else _("Rotation continued with key")
        self.stdout.write(f"{made}: {rotation.key_id}")
        self.stdout.write(_("Sealed anew: %d") % rotation.sealed)
        self.stdout.write(
            _("Print the escrow sheet again and keep it with the old one: backups need the old keys.")
        )
        if rotation.failed:
            raise CommandError(_("These did not open: %s") % ", ".join(rotation.failed))

    def _tell(self, sealed):
        self.stdout.write(_("%d sealed") % sealed)
