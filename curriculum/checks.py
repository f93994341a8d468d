"""System checks of curriculum, for whoever runs the site."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from curriculum import pdf


@register(deploy=True)
def pdf_engine_is_installed(app_configs, **kwargs):
    """Without its libraries the site works on, with print-styled pages instead of PDFs."""
    answer = pdf.available()
    if answer:
        return []
    return [
        CheckWarning(
            f"PDFs cannot be made here: {answer.reason}",
            hint="Install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.",
            id="curriculum.W001",
        )
    ]
