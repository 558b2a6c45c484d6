"""Keys of the sign-in limiter: they tell nobody whose address is limited."""

import hmac

from django.conf import settings
from django.utils import timezone


def daily_key(key: str, prefix: str, version: int) -> str:
    """Return the stored form of a cache key: an HMAC under a key of the day."""
    secret = f"{settings.SECRET_KEY}:limiter:{timezone.now().date()}".encode()
    return hmac.new(secret, f"{prefix}:{version}:{key}".encode(), "sha256").hexdigest()
