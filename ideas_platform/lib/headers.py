"""What every answer says to the browser, of the site and of the server that stands before it.

The server reads this before Django is set up: nothing here may lead to a model.
"""

from functools import cache

from csp.constants import HEADER as CONTENT_SECURITY_POLICY
from csp.utils import build_policy
from django.conf import settings

PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


@cache
def list_strict_headers() -> dict[str, str]:
    """Return what every answer says to the browser, by name; django-csp words the policy, once for all."""
    return {
        CONTENT_SECURITY_POLICY: build_policy(),
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
