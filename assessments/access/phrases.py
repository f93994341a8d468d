"""The words for roles."""

from django.utils.translation import gettext_lazy as _

from assessments.access.roles import Role

ROLE_NAMES = {
    Role.PSYCHOLOGIST: _("psychologist"),
    Role.FACILITATOR: _("facilitator"),
    Role.COORDINATOR: _("coordinator"),
    Role.DIRECTOR: _("director"),
    Role.DONOR: _("donor"),
    Role.ADMINISTRATOR: _("administrator"),
}

ROLE_CHOICES = [(role.value, name) for role, name in ROLE_NAMES.items()]
