"""What the design group and the organisers are told at the head of every page of the admin."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from moderation.domain.before_the_close import list_waiting_near_the_close
from moderation.domain.review import count_dangers


def tell_dangers(request: HttpRequest, _subject: None) -> SafeString:
    """Return how many dangers were reported at which nobody has looked, and where; nothing for none."""
    ideas, comments = count_dangers(request.user)
    if not ideas + comments:
        return SafeString("")
    context = {"ideas": ideas, "comments": comments, "url": reverse("moderation:desks")}
    return render_to_string("moderation/_dangers.html", context, request)


def tell_waiting(request: HttpRequest, _subject: None) -> SafeString:
    """Return what waits in workshops that close within two days, or have closed, and what happens to it."""
    found = list_waiting_near_the_close(request.user)
    if not found:
        return SafeString("")
    context = {"found": found, "url": reverse("moderation:desks")}
    return render_to_string("moderation/_waiting.html", context, request)
