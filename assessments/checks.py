"""System checks of the plug-in, each with an id and a hint."""

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from assessments import scope
from assessments.conf import conf
from assessments.journal import triggers


@register()
def settings_are_known(app_configs, **kwargs):
    """E001: the ASSESSMENTS dict holds only known keys."""
    try:
        _ = conf.PUBLIC_URL
    except ImproperlyConfigured as refusal:
        return [Error(str(refusal), hint="See docs/reference/settings.", id="assessments.E001")]
    return []


def _reaches_people(model) -> bool:
    watched = {"assessments.Facility", "assessments.Participant"}
    return model._meta.label in watched or any(
        field.is_relation and field.related_model and field.related_model._meta.label in watched
        for field in model._meta.concrete_fields
    )


@register(Tags.models)
def people_and_places_are_scoped(app_configs, **kwargs):
    """E002: every model with a foreign key to a facility or participant is scoped."""
    return [
        Error(
            f"{model._meta.label} reaches a facility or participant and is not scoped.",
            hint="Inherit from assessments.scope.FacilityScoped or Scoped.",
            obj=model,
            id="assessments.E002",
        )
        for model in apps.get_models()
        if _reaches_people(model) and not issubclass(model, scope.Scoped)
    ]


@register(Tags.database)
def journals_are_guarded(app_configs, databases=None, **kwargs):
    """E003: the append-only triggers are in the database."""
    problems = []
    for alias in databases or []:
        tables = set(connections[alias].introspection.table_names())
        if not tables.issuperset(triggers.GUARDED):
            continue
        missing = triggers.trigger_names(connections[alias].vendor) - triggers.installed(alias)
        if missing:
            problems.append(
                Error(
                    f"Triggers are missing: {', '.join(sorted(missing))}.",
                    hint="Run manage.py migrate; it installs them again.",
                    id="assessments.E003",
                )
            )
    return problems
