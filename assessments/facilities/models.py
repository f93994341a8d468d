"""Facility, its units and the days on which nothing can be held."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.facilities.querysets import FacilityQuerySet


def validate_time_zone(name: str) -> None:
    """Refuse what is not an IANA zone."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write it like America/Lima."), params={"name": name}
        )


class Facility(scope.Scoped):
    """A prison or centre; its public place and name on certificates are fields of their own."""

    class Kind(models.TextChoices):
        PRISON = "prison", _("prison")
        CENTRE = "centre", _("centre")
        COMMUNITY = "community", _("community")

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+$", _("Capital letters, digits and hyphens."))],
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PRISON)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="America/Lima", validators=[validate_time_zone]
    )
    public_place = models.CharField(
        _("place printed on certificates"),
        max_length=80,
        help_text=_("A city, never the name of the institution."),
    )
    codes_only = models.BooleanField(
        _("codes only"), default=False, help_text=_("Registers and sheets show codes and never a name.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = FacilityQuerySet.as_manager()

    class Meta(scope.Scoped.Meta):
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")

    @classmethod
    def scope_filter(cls, facilities):
        return models.Q(pk__in=facilities)

    def __str__(self):
        return self.name


class Unit(scope.FacilityScoped):
    """A pavilion or wing; print files are ordered by it."""

    name = models.CharField(_("name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [models.UniqueConstraint(name="one_unit_of_a_name", fields=["facility", "name"])]

    def __str__(self):
        return self.name


class ClosedDay(scope.FacilityScoped):
    """A day on which this facility lets nobody hold a session."""

    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=80, blank=True)

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        constraints = [models.UniqueConstraint(name="a_day_is_closed_once", fields=["facility", "on"])]

    def __str__(self):
        return f"{self.on:%Y-%m-%d}"
