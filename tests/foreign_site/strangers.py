"""Says which modules of the host or of its guests are loaded; as a script, once every address is resolved."""

import json
import sys

import django
from django.core.management import call_command
from django.urls import get_resolver

NOT_THEIRS = ("cms", "allauth", "wagtail_localize", "csp", "environ")


def strangers() -> list[str]:
    """The loaded ones, by name."""
    return sorted({name.split(".")[0] for name in sys.modules} & set(NOT_THEIRS))


if __name__ == "__main__":
    django.setup()
    call_command("check", fail_level="WARNING", verbosity=0, stdout=sys.stderr)
    addresses = len(get_resolver().url_patterns)
    sys.stdout.write(json.dumps({"addresses": addresses, "loaded": strangers()}))
