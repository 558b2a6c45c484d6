"""In which language one reads the site. A cookie says so: nothing of it is stored on our side."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page; a language that is not installed changes nothing."""
    response: HttpResponse = set_language(request)
    if response.status_code == 302:
        response.status_code = 303
    return response


def list_languages() -> list[dict[str, Any]]:
    """Return the languages to choose from, each by its own name for itself; none where there is one."""
    if len(settings.LANGUAGES) < 2:
        return []
    return [
        {
            "code": code,
            "name": name,
            "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "is_current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]
