"""A vote that was sent without htmx: the page that comes next says beside the buttons that it is stored."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ideas.models import Idea
from ideas_platform.lib.said_there import find_said, say_there


def tell_next_page(request: HttpRequest, idea: Idea) -> None:
    """Let the next page say that the vote on this idea is stored, or that it is taken back."""
    say_there(request, _place(idea), _("Your vote is stored."))


def find_just_voted(request: HttpRequest, idea: Idea, my_vote: str) -> str:
    """Return the answer that was stored a moment ago, "none" for one taken back; "" where there was none."""
    return (my_vote or "none") if find_said(request, _place(idea)) else ""


def _place(idea: Idea) -> str:
    return f"vote-{idea.ref}"
