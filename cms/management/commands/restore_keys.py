"""Writes the key file again from the paper sheet: `manage.py restore_keys [--file TYPED.txt]`."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments import vault
from cms.first_run import escrow
from cms.first_run.phrases import FAULTS


class Command(BaseCommand):
    help = "Write the key file again from the paper sheet, row by row or from a file of typed rows."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--file", help="a text file with the rows as they stand on the sheet")

    def handle(self, *args, file=None, **options):
        try:
            held = escrow.read(Path(file).read_text()) if file else self._ask()
            written = vault.restore_keys(active=held.active, keys=held.keys)
        except OSError as problem:
            raise CommandError(problem) from problem
        except escrow.SheetRefused as refused:
            raise CommandError("\n".join(_words(refused))) from refused
        except vault.KeysDiffer as refused:
            raise CommandError(
                _("There is a key file with other keys. Move it away first; nothing was written.")
            ) from refused
        if written:
            self.stdout.write(_("The key file is written."))
        else:
            self.stdout.write(_("These keys were there already; nothing was changed."))

    def _ask(self) -> escrow.Keys:
        """Row after row; one with an error is asked for again, an empty line ends the sheet."""
        self.stderr.write(
            _("Type the rows of the paper sheet, each as it stands there. End with an empty line.")
        )
        found: dict[str, str] = {}
        for line in sys.stdin:
            if not line.strip():
                break
            try:
                row = escrow.read_row(line)
            except escrow.SheetRefused as refused:
                self.stderr.write("\n".join(_words(refused)))
                continue
            found[row.label] = row.symbols
            self.stderr.write(_("%(row)s is right.") % {"row": row.label})
        return escrow.gather(found)


def _words(refused: escrow.SheetRefused) -> list[str]:
    return [FAULTS[one.fault] % {"row": one.row} for one in refused.problems]
