"""The developer's and the demo's settings: debug on, everything on this machine."""

from cms import env
from cms.settings.base import *  # noqa: F403

PUENTE_PLACE = "development"
DEBUG = True
DEMO_ACCOUNTS = True
SECRET_KEY = "development-only-" + "x" * 40
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.names("ALLOWED_HOSTS")]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Off here, and the sign-in page says so; PUENTE_SECOND_FACTOR=True tries it out.
PUENTE_SECOND_FACTOR = env.flag("PUENTE_SECOND_FACTOR", False)
PUENTE_SERVES_MEDIA = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
