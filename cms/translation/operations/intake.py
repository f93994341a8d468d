"""Takes in the words of files that a translator sent."""

from collections.abc import Iterable

from django.db import transaction
from wagtail_localize.models import Translation

from cms.translation.exchange import Plan
from cms.translation.files import FilePlan, places
from cms.translation.operations.words import write_words

TOOL = "PO"


def import_file(*, translation: Translation, plan: Plan, user=None) -> int:
    """Write the words of one file; how many there were."""
    keys = {(one.path, one.text): (one.string, one.context) for one in places([translation])[translation.pk]}
    words = {keys[key]: text for key, text in plan.words.items() if key in keys}
    return write_words(translation=translation, words=words, user=user, tool=TOOL) if words else 0


@transaction.atomic
def import_files(*, plans: Iterable[FilePlan], user=None) -> int:
    """Write the words of all files or of none. Pages change when somebody publishes them."""
    return sum(import_file(translation=one.translation, plan=one.plan, user=user) for one in plans)
