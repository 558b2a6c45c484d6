"""What every page knows of the site."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ideas_platform.language import list_languages

FOOTER = {
    "help": _("Help"),
    "how_anonymity_works": _("How anonymity works"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
    "moderation_policy": _("Moderation policy"),
}


def tag_reader(request: HttpRequest) -> str:
    """Return the same 16 letters all through one visit, other ones in the next, "" before signing in.

    By it the browser's tab knows whose drafts it keeps.
    """
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return ""
    return salted_hmac("ideas_platform.site reader", str(request.session.session_key)).hexdigest()[:16]


def site(request: HttpRequest) -> dict[str, Any]:
    """Return name and look of the site, who its mail comes from, and the links at the foot of each page.

    `reader` is worked out only where a page asks for it.
    """
    brand = {
        "name": settings.SITE_NAME,
        "logo": settings.SITE_LOGO,
        "brand_stylesheet": reverse("brand") if settings.BRAND_COLOUR else "",
        "sender": settings.DEFAULT_FROM_EMAIL,
        "leave_url": settings.LEAVE_ADDRESS,
    }
    return {
        "site": brand,
        "languages": list_languages(),
        "reader": partial(tag_reader, request),
        "footer_links": [{"label": label, "url": reverse(name)} for name, label in FOOTER.items()],
    }
