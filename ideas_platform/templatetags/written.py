"""What somebody wrote into a form that was refused, so that no page of a refusal loses it."""

import re
from typing import Any

from django import template
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template import Context

register = template.Library()

SHOWN = ("title", "body")
SECRET = re.compile(r"code|pin|password|token|csrf|seen|mark", re.IGNORECASE)


@register.simple_tag(takes_context=True)
def texts_sent(context: Context) -> list[tuple[str, str]]:
    """Return the texts of the form that was sent, each with the name of its field."""
    request: Any = context.get("request")
    if request is None:
        return []
    return [
        (name, text)
        for name, texts in _read_form(request)
        for text in texts
        if text and (name in SHOWN or (_has_words(text) and not SECRET.search(name)))
    ]


def _read_form(request: HttpRequest) -> list[tuple[str, list[Any]]]:
    """Return every field with what was written into it; nothing of a form that cannot be read.

    A page may refuse before anything has read what was sent.
    """
    try:
        return [*request.POST.lists()]
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation):
        return []


def _has_words(text: str) -> bool:
    """Whether it is more than one word, with letters: no choice, number, code or address is."""
    return len(text.split(maxsplit=1)) > 1 and any(sign.isalpha() for sign in text)
