"""The host site as a Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from cms import languages


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Host site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415  (needs loaded models)

        from assessments.signals import minute_passed  # noqa: PLC0415
        from cms import checks, housekeeping  # noqa: F401, PLC0415  (the first registers the system checks)
        from cms.accounts import enrolment, middleware  # noqa: PLC0415
        from cms.translation import guards, lists, synchronised  # noqa: PLC0415

        languages.register()
        synchronised.register()
        guards.connect()
        lists.connect()
        user_logged_in.connect(middleware.start_clock, dispatch_uid="cms.start_clock")
        minute_passed.connect(housekeeping.prune, dispatch_uid="cms.housekeeping")
        authenticator_added.connect(enrolment.count_as_passed, dispatch_uid="cms.enrolment")
