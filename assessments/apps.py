"""The assessments plug-in as a Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Workshops and assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assessments import checks, wagtail_hooks  # noqa: F401, PLC0415  (registers the system checks)
        from assessments.access import operations  # noqa: PLC0415
        from assessments.journal import triggers  # noqa: PLC0415

        def reinstall(*, using, **kwargs):
            triggers.install(using)

        def keep_groups(*, user, **kwargs):
            operations.keep_memberships(person=user)

        wagtail_hooks.register_policies()
        user_logged_in.connect(keep_groups, weak=False, dispatch_uid="assessments.memberships")
        post_migrate.connect(reinstall, sender=self, weak=False, dispatch_uid="assessments.triggers")
