"""What every answer says to the browser, of the site and of the server that stands before it.

The server reads this before Django is set up: nothing here may lead to a model.
"""

from functools import cache

from django.conf import settings

PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


@cache
def list_strict_headers() -> dict[str, str]:
    """Return what every answer says to the browser beside the policy of django-csp, by name."""
    return {
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
