"""What every place the host runs in shares; nothing secret and nothing that depends on a machine."""

import sqlite3
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from cms import env, sqlite_journal
from cms.headers import SITE_POLICY

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = env.path("PUENTE_VAR", ROOT / "var")

# Where this is: development, testing, production, field.
PUENTE_PLACE = "development"
# Demand a second factor of everybody who signs in.
PUENTE_SECOND_FACTOR = False
# A sign-in ends after so long without a request, and after so long in any case.
PUENTE_IDLE_MINUTES = 20
PUENTE_SIGN_IN_HOURS = 12
# Serve uploaded media from Django; a proxy does it in production.
PUENTE_SERVES_MEDIA = False
# Added to the content policy below /admin/.
PUENTE_ADMIN_POLICY_EXTRA: dict[str, list[str]] = {}
# Explain the accounts of the demo, with their password, on the sign-in page.
DEMO_ACCOUNTS = False
# Touched by every run of manage.py tick.
PUENTE_TICK_FILE = VAR / "private" / "tick"

INSTALLED_APPS = [
    "cms",
    "assessments",
    "curriculum",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.accounts.apps.AccountScreensConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.headers.ContentPolicyMiddleware",
    "cms.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.HomeLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.middleware.SignInClockMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "cms.accounts.middleware.KeptEntriesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "assessments.access.middleware.ScopeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cms.context.doors",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'puente.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": sqlite_journal.init_command(sqlite3.sqlite_version_info),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/workspace/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "cms.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Counted before any password is hashed. "key" is address and user name together (cms.accounts.adapters),
# a refused try is not counted, and nobody can lock a colleague out from elsewhere.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "printed_code": "20/m/ip,5/5m/key",
}
MFA_ADAPTER = "cms.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1

SESSION_COOKIE_AGE = PUENTE_SIGN_IN_HOURS * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.accounts.again.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": SITE_POLICY}
SECRET_KEY_FILE = env.text("SECRET_KEY_FILE", "")

# Shared by all processes, so that the limits above count once; the table comes with the migrations.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "puente_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English")), ("quy", _("Ayacucho Quechua"))]
WAGTAIL_CONTENT_LANGUAGES = [("es", _("Spanish")), ("en", _("English")), ("quy", _("Ayacucho Quechua"))]
# A translation begun is a draft, never the Spanish text published under another language's name.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A deleted page leaves its translated words for the next one.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# People translate: no machine, no network.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
# Lessons may be Quechua; buttons and messages are in these.
PUENTE_INTERFACE_LANGUAGES = ["es", "en"]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Lima"
FORMAT_MODULE_PATH = ["cms.formats"]
# The second fills what the packages' own Spanish lacks, and stands above every app's catalogue.
LOCALE_PATHS = [ROOT / "cms" / "locale", ROOT / "cms" / "borrowed" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("PUENTE_MEDIA", VAR / "media")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "Puente"
WAGTAILADMIN_BASE_URL = env.text("PUENTE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
# "localtime" is a zone of this machine's files and of no browser.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Recordings by the type that is written here, not by a list that differs from machine to machine.
WAGTAILDOCS_CONTENT_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
# Nothing that a browser would run, such as html or svg.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "zip", *WAGTAILDOCS_CONTENT_TYPES]
# A little less than the proxies of docs/how-to/deploy let through, so that the refusal is a sentence.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 24 * 1024 * 1024

ASSESSMENTS = {
    "PRIVATE_ROOT": VAR / "private",
    "KEY_FILE": env.path("PUENTE_KEY_FILE", VAR / "keys" / "identity.json"),
    "PUBLIC_URL": env.text("PUENTE_PUBLIC_URL", WAGTAILADMIN_BASE_URL),
}
