"""One laptop that serves a local network without internet: no proxy, no mail, plain HTTP unless told."""

from cms import env
from cms.settings.base import *  # noqa: F403

PUENTE_PLACE = "field"
DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ("127.0.0.1", "localhost"))
# Phones' codes and printed codes need no internet; a team that signs in on this laptop alone may go without.
PUENTE_SECOND_FACTOR = env.flag("PUENTE_SECOND_FACTOR", True)
PUENTE_SERVES_MEDIA = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# A local network seldom has a certificate; with one, cookies are bound to it.
_HAS_TLS = env.flag("PUENTE_TLS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HAS_TLS
SECURE_SSL_REDIRECT = False

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
