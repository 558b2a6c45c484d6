"""What every page knows of the site."""

from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from ideas_platform.installing import find_worker
from ideas_platform.language import list_languages
from ideas_platform.lib.responses import make_token


class Site(NamedTuple):
    """Name and look of the site, who its mail comes from, where *Leave quickly* leads, and what signs in."""

    name: str
    logo: str
    brand_stylesheet: str
    sender: str
    leave_url: str
    single_sign_on: bool


def tag_reader(request: HttpRequest) -> str:
    """Return the same 16 letters all through one visit, other ones in the next, "" before signing in.

    By it the browser's tab knows whose drafts it keeps.
    """
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return ""
    return salted_hmac("ideas_platform.site reader", str(request.session.session_key)).hexdigest()[:16]


def site(request: HttpRequest) -> dict[str, Any]:
    """Return what every page says of the site, and the languages to choose from.

    `reader`, `worker` and the token of the forms are worked out only where a page asks for them.
    """
    brand = Site(
        name=settings.SITE_NAME,
        logo=settings.SITE_LOGO,
        brand_stylesheet=reverse("brand") if settings.BRAND_COLOUR else "",
        sender=settings.DEFAULT_FROM_EMAIL,
        leave_url=settings.LEAVE_ADDRESS,
        single_sign_on=bool(settings.SSO_PROVIDERS),
    )
    return {
        "site": brand,
        "languages": list_languages(),
        "reader": partial(tag_reader, request),
        "worker": partial(find_worker, request),
        "csrf_token": SimpleLazyObject(partial(make_token, request)),
    }
