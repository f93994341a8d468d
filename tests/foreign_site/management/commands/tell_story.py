"""Does the main job in the stranger's site, once, and prints what came of it as JSON."""

import json

from django.core.management.base import BaseCommand

from tests.foreign_site import story


class Command(BaseCommand):
    help = "Do the main job of both apps in this site, once."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(story.tell()))
