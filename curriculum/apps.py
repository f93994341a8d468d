"""Django's registration of the curriculum app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"
    verbose_name = _("Curriculum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from curriculum import checks, triggers  # noqa: F401, PLC0415

        def reinstall(*, using, **kwargs):
            triggers.install(using)

        post_migrate.connect(reinstall, sender=self, weak=False, dispatch_uid="curriculum.triggers")
