"""Brings loaded translations under wagtail-localize: `manage.py adopt_translations`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.translation import operations, phrases


class Command(BaseCommand):
    help = "Take up pages that stand in several languages, and open slots for the languages to come."

    def handle(self, *args, **options):
        adopted, opened = operations.adopt_translations(), operations.open_slots()
        words = _("%(translations)d translations with %(texts)d texts taken up, %(opened)d slots opened.")
        self.stdout.write(
            words % {"translations": adopted.translations, "texts": adopted.texts, "opened": opened}
        )
        for left in adopted.left:
            for sentence in phrases.left_behind(left):
                self.stdout.write(f"! {sentence}")
