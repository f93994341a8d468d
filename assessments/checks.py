"""System checks of the plug-in, each with an id and a hint."""

from pathlib import Path

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils import timezone

from assessments import scope
from assessments.conf import conf
from assessments.jobs import heartbeat
from assessments.journal import triggers
from assessments.privacy import inventory


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


@register(Tags.database)
def housekeeping_comes_by(app_configs, databases=None, **kwargs):
    """W004: on a site that has been set up, ``manage.py tick`` ran in the last minutes."""
    is_set_up = conf.KEY_FILE is not None and Path(conf.KEY_FILE).exists()
    if not databases or not is_set_up or not heartbeat.is_silent(timezone.now()):
        return []
    last = heartbeat.last_at()
    return [
        Warning(
            f"The housekeeping {f'last ran {last:%Y-%m-%d %H:%M} UTC' if last else 'never ran'}.",
            hint="Let a timer run manage.py tick every minute; see docs/how-to/deploy.",
            id="assessments.W004",
        )
    ]


@register(Tags.models)
def every_field_is_classified(app_configs, **kwargs):
    """E010, E011, E012: the data inventory knows every stored field, no other, and none that is forbidden."""
    hint = "Say in assessments/privacy/inventory.py what it is for and how it is erased."
    forbidden = sorted({name for _model, name in inventory.concrete_fields() if inventory.is_forbidden(name)})
    return [
        *(
            Error(f"{name} is not classified.", hint=hint, id="assessments.E010")
            for name in inventory.unclassified()
        ),
        *(
            Error(f"{name} is classified and gone.", hint=hint, id="assessments.E011")
            for name in inventory.vanished()
        ),
        *(
            Error(
                f"A field named {name} must not exist.",
                hint="The programme never keeps such a value.",
                id="assessments.E012",
            )
            for name in forbidden
        ),
    ]
