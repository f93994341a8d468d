"""Writes a programme for a translator: `manage.py export_translations SLUG LANGUAGE FILE.zip`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.translation import archive, files, operations, querysets


class Command(BaseCommand):
    help = "Write one ZIP with a PO file for each page of a programme and each entry of the lists."

    def add_arguments(self, parser):
        parser.add_argument("programme", help="the programme's short name in addresses")
        parser.add_argument("language", help="the language to translate into, such as quy")
        parser.add_argument("file", type=Path, help="the ZIP file to write")

    def handle(self, *args, programme, language, file, **options):
        page = querysets.programmes().filter(slug=programme).first()
        if page is None:
            raise CommandError(_("There is no programme %(slug)s.") % {"slug": programme})
        locale = next((one for one in querysets.target_locales() if one.language_code == language), None)
        if locale is None:
            raise CommandError(
                _("Lessons are not translated into %(language)s here.") % {"language": language}
            )
        operations.open_slots()
        found = files.files_of(page, locale)
        file.write_bytes(archive.packed(found))
        self.stdout.write(_("%(count)d files written to %(path)s.") % {"count": len(found), "path": file})
