"""Packs a programme into one file: `manage.py export_programme SLUG FILE.zip`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.interchange import cartridge, packing
from curriculum.interchange.refusals import PackageRefused


class Command(BaseCommand):
    help = "Pack a whole programme, with its languages, media and versions, into one file."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the slug of the programme's page in any language")
        parser.add_argument("file", help="the file to write")
        parser.add_argument(
            "--common-cartridge",
            action="store_true",
            help="write a Common Cartridge 1.3 for other learning platforms: one language, published lessons",
        )
        parser.add_argument("--language", help="the language of the cartridge")

    def handle(self, *args, slug, file, common_cartridge=False, language=None, **options):
        if language and not common_cartridge:
            raise CommandError("A package holds every language; --language is for --common-cartridge.")
        target = Path(file)
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("wb") as stream:
                said = self._write(stream, packing.key_of(slug), common_cartridge, language)
            part.replace(target)
        except (PackageRefused, LookupError, OSError) as problem:
            raise CommandError(f"Nothing was exported. {problem}") from problem
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(said)

    def _write(self, stream, key, as_cartridge, language):
        if as_cartridge:
            written = cartridge.write(stream, key, language)
            return f"{written.title}: {written.lessons} lessons in {written.language}"
        package = packing.pack(stream, key)
        pages = sum(1 for _page in package.pages)
        languages = ", ".join(package.programmes)
        return f"{package.title}: {pages} pages in {languages}, {len(package.frozen)} versions"
