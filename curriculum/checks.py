"""System checks of curriculum, for whoever runs the site."""

from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning

from curriculum import pdf, triggers


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


@register(Tags.database)
def versions_are_guarded(app_configs, databases=None, **kwargs):
    """E001: the triggers that keep frozen versions are in the database."""
    return [
        Error(
            f"Triggers are missing: {', '.join(sorted(missing))}.",
            hint="Run manage.py migrate; it installs them again.",
            id="curriculum.E001",
        )
        for alias in databases or []
        if triggers.knows(alias) and (missing := triggers.missing(alias))
    ]
