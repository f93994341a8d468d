"""The door for gunicorn; it stays shut where the settings are unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from cms import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
checks.refuse_unsafe_start()
