"""The stranger's settings: Wagtail as its own starter template lays it out, plus our two apps."""

import os
from pathlib import Path

SCRATCH = Path(os.environ["FOREIGN_SITE_SCRATCH"])

INSTALLED_APPS = [
    "tests.foreign_site",
    "assessments",
    "curriculum",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "assessments.access.middleware.ScopeMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "tests.foreign_site.urls"
SECRET_KEY = "foreign-site-" + "x" * 40
ALLOWED_HOSTS = ["testserver"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SCRATCH / "foreign.sqlite3",
        # Thrown away after the test: nothing here has to survive a power cut.
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LANGUAGE_CODE = "en"
# The programme is in Spanish; the site around it need not be.
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Spanish")]
TIME_ZONE = "Europe/Lisbon"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_ROOT = SCRATCH / "media"
WAGTAIL_SITE_NAME = "Foreign site"
WAGTAILADMIN_BASE_URL = "http://foreign.example.org"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ASSESSMENTS = {
    "PRIVATE_ROOT": SCRATCH / "private",
    "KEY_FILE": SCRATCH / "keys" / "identity.json",
    "PUBLIC_URL": f"{WAGTAILADMIN_BASE_URL}/puente",
}
