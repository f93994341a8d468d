"""The developer's and the demo's settings: debug on, everything on this machine."""

from cms.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-" + "x" * 40
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
