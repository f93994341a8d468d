"""Compiles every translation of ours to the form Django reads, without needing gettext on the machine."""

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

CATALOGS = ("*/locale/*/LC_MESSAGES/*.po", "cms/borrowed/locale/*/LC_MESSAGES/*.po")


class Command(BaseCommand):
    help = "Compile the .po files of the project to .mo files."
    requires_system_checks = []

    def handle(self, **options):
        sources = sorted(path for pattern in CATALOGS for path in settings.ROOT.glob(pattern))
        for source in sources:
            polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(
                str(source.with_suffix(".mo"))
            )
        self.stdout.write(f"Compiled {len(sources)} catalogs.")
