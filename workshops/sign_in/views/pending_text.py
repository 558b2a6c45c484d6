"""A text that waits in this browser: which one it is, how to go on with it, and how to throw it away."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.responses import see_other
from ideas_platform.lib.return_address import is_ours
from workshops.sign_in.answer_cookie import forget_answers
from workshops.sign_in.pending import Kept
from workshops.sign_in.pending_cookie import (
    MARK,
    Back,
    Step,
    find_at,
    find_kept,
    find_waiting_text,
    forget_text,
)

WORDS_OF_TITLE = 12
WRITE = "workshops:idea_new"


@dataclass(frozen=True)
class PendingShown:
    """What a page says of a text that waits; `change_url` is "" where only a member may see its form."""

    place: str
    title: str
    change_url: str

    @classmethod
    def of(cls, kept: Kept) -> "PendingShown":
        """Return what is said of this text: its title, or how it begins."""
        words = kept.fields.get("title", "") or kept.fields.get("body", "")
        may_change = _find_name(kept.place) == WRITE
        change_url = Back(kept.place, Step.CHANGE).find_address() if may_change else ""
        return cls(kept.place, Truncator(words.strip()).words(WORDS_OF_TITLE), change_url)


def describe_pending(request: HttpRequest) -> PendingShown | None:
    """Return what is said of the text for the form here, where somebody else may have written it."""
    kept = find_kept(request)
    return PendingShown.of(kept) if kept and not kept.is_sealed else None


def describe_return(request: HttpRequest) -> dict[str, Any]:
    """Return what the form here says of what waited for it: that it is here again, and may be another's.

    Nothing of what its author only looks at once more before it is sent.
    """
    is_looked_at = request.method == "POST" or request.GET.get(MARK) == Step.CHECK
    came_back = not is_looked_at and find_kept(request) is not None
    return {"came_back": came_back, "waiting": describe_pending(request) if came_back else None}


def describe_pending_for(request: HttpRequest, onward: str) -> PendingShown | None:
    """Return what is said of the text that whoever signs in here gets, None where there is none."""
    kept = find_waiting_text(request, onward)
    return PendingShown.of(kept) if kept else None


def find_way_to_pending(request: HttpRequest) -> str:
    """Return the address to come back to for the newest text that waits in this browser, "" for none."""
    kept = find_waiting_text(request)
    return Back(kept.place).find_address() if kept else ""


@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest) -> HttpResponse:
    """Ask whether what waits for a `place` is to go; a POST deletes it, whoever wrote it, and goes there."""
    place = (request.POST if request.method == "POST" else request.GET).get("place", "")
    path = place.partition("#")[0]
    if not path.startswith("/") or not is_ours(request, path):
        path = reverse("home")
    response = see_other(path)
    if request.method != "POST":
        kept = find_at(request, place)
        return _ask(request, kept) if kept else response
    forget_text(request, response, place)
    forget_answers(request, response)
    messages.success(request, _("The text is deleted."))
    return response


def _ask(request: HttpRequest, kept: Kept) -> HttpResponse:
    back = Back(kept.place).find_address()
    return render(request, "account/waiting_text.html", {"waiting": PendingShown.of(kept), "back": back})


def _find_name(place: str) -> str:
    try:
        return resolve(place).view_name
    except Resolver404:
        return ""
