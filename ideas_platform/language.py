"""In which language one reads the site. A cookie says so: nothing of it is stored on our side."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_request, get_language_info
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that answers in the reader's language, as far as it is installed.

    Django's looks into addresses too, with every request and every answer. None of ours names a language.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        has_choice = len(settings.LANGUAGES) > 1
        activate(get_language_from_request(request) if has_choice else settings.LANGUAGE_CODE)
        response = get_response(request)
        if has_choice:
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", str(get_language()))
        return response

    return middleware


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
