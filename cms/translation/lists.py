"""Lets a published translation point to the rights and themes of its own language."""

from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import page_published


def point_to_own(sender, instance: Page, **kwargs) -> None:
    """wagtail-localize copies the original's choice; each entry that has a translation is replaced by it."""
    changed = [field for field in _choices(type(instance)) if _replace(instance, field)]
    if changed:
        instance.save(clean=False)


def _choices(model) -> list[ParentalManyToManyField]:
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, ParentalManyToManyField) and issubclass(field.related_model, TranslatableMixin)
    ]


def _replace(page: Page, field: ParentalManyToManyField) -> bool:
    chosen = list(getattr(page, field.name).all())
    foreign = [row.translation_key for row in chosen if row.locale_id != page.locale_id]
    if not foreign:
        return False
    own = {
        row.translation_key: row
        for row in field.related_model.objects.filter(locale_id=page.locale_id, translation_key__in=foreign)
    }
    setattr(page, field.name, [own.get(row.translation_key, row) for row in chosen])
    return bool(own)


def connect() -> None:
    """Watch what is published."""
    page_published.connect(point_to_own, dispatch_uid="cms.translation.lists")
