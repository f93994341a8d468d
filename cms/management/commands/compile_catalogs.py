"""Compiles every translation of ours to the form Django reads, without needing gettext on the machine."""

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the .po files of the project's apps to .mo files."
    requires_system_checks = []

    def handle(self, **options):
        sources = sorted(settings.ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))
        for source in sources:
            polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(
                str(source.with_suffix(".mo"))
            )
        self.stdout.write(f"Compiled {len(sources)} catalogs.")
