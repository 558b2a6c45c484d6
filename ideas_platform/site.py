"""What every page knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

FOOTER = {
    "how_anonymity_works": _("How anonymity works"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
    "moderation_policy": _("Moderation policy"),
}


def site(_request: HttpRequest) -> dict[str, Any]:
    """Return name and look of the site, who its mail comes from, and the links at the foot of each page."""
    brand = {
        "name": settings.SITE_NAME,
        "logo": settings.SITE_LOGO,
        "brand_stylesheet": reverse("brand") if settings.BRAND_COLOUR else "",
        "sender": settings.DEFAULT_FROM_EMAIL,
        "leave_url": settings.LEAVE_ADDRESS,
    }
    return {
        "site": brand,
        "footer_links": [{"label": label, "url": reverse(name)} for name, label in FOOTER.items()],
    }
