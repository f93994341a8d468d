"""Writes translated words into the memory of wagtail-localize, many at once."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationContext

TITLE = "title"
AT_ONCE = 200


@transaction.atomic
def write_words(
    *, translation: Translation, words: Mapping[tuple[int, int], str], user=None, tool: str = ""
) -> int:
    """Keep each text under its string and place, over what stood there; the page itself stays as it is.

    The words have to be fit for their place; whoever calls has looked (``cms.translation.files``).
    """
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=string,
                context_id=context,
                locale_id=translation.target_locale_id,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=tool,
                last_translated_by=user,
                updated_at=now,
            )
            for (string, context), text in words.items()
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "updated_at",
            "has_error",
            "field_error",
        ],
    )
    _name_draft(translation, words)
    return len(words)


def _name_draft(translation, words) -> None:
    """The list of pages shows a translated title before the page is published, as wagtail-localize does."""
    key = translation.source.object_id
    place = TranslationContext.objects.filter(object_id=key, path=TITLE).values_list("pk", flat=True).first()
    for (_string, context), text in words.items():
        if context == place:
            Page.objects.filter(translation_key=key, locale_id=translation.target_locale_id).update(
                draft_title=text
            )
