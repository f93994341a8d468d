"""What is the same in every language: short names in addresses, numbers of articles, licences."""

from wagtail.models import get_translatable_models
from wagtail_localize.fields import SynchronizedField

SAME = ("slug", "article", "licence")


def register() -> None:
    """Tell wagtail-localize, for every page type and list, that these are copied and never translated."""
    for model in get_translatable_models(include_subclasses=True):
        names = {field.name for field in model._meta.get_fields()}
        said = list(getattr(model, "override_translatable_fields", []))
        known = {one.field_name for one in said}
        model.override_translatable_fields = said + [
            SynchronizedField(name, overridable=False) for name in SAME if name in names and name not in known
        ]
