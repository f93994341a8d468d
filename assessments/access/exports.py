"""Lists that leave Wagtail's admin as a spreadsheet: no cell is ever a formula."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """Text that begins like a formula gets an apostrophe; everything else stays."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_STARTS_A_FORMULA) else text


class HarmlessExport(SpreadsheetExportMixin):
    """Wagtail's export with every text, and every row named by its text, made harmless."""

    def preprocess_field_value(self, field, value, export_format):
        found = super().preprocess_field_value(field, value, export_format)
        is_plain = found is None or isinstance(found, bool | int | float) or hasattr(found, "isoformat")
        return found if is_plain else harmless(found)
