"""How often one address may look a code up: generous for people, tiring for a machine."""

import hashlib

from django.core.cache import cache

LOOK_UPS, SECONDS = 60, 60


def too_many(address: str) -> bool:
    """Count one look-up of this address; True when it has had its share for now."""
    key = "certificates.checked." + hashlib.sha256(address.encode()).hexdigest()
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > LOOK_UPS
    except ValueError:
        # The minute ended between the two lines.
        return False
