"""Which forms are kept where a page was too old or a text too long: what of them, and where it comes back."""

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from ideas.comment_forms import ReportForm
from ideas.forms import IdeaForm, PollForm
from ideas.views.author_requests import COVER, LOOK, return_here
from ideas.views.comments import FORM
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import Back, Step
from workshops.sign_in.views.keeping import read_fields


def read_idea(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what a form for an idea was sent with."""
    return read_fields(request, IdeaForm.base_fields), Back(request.path, Step.CHANGE)


def read_comment(request: HttpRequest, match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what a comment was sent with; it comes back below its idea."""
    place = reverse("workshops:idea", kwargs=match.kwargs)
    return read_fields(request, ("parent", "intent", "body")), Back(place, anchor=FORM)


def read_new_words(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what new words of a comment were sent with."""
    return read_fields(request, ("intent", "body")), Back(request.path)


def read_report(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what a report was sent with."""
    return read_fields(request, ReportForm.base_fields), Back(request.path)


def read_answer_to_group(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what an answer to a question of the design group was sent with."""
    return read_fields(request, ("body",)), Back(request.path)


def read_look(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what somebody asked for a second look with."""
    return read_fields(request, LOOK), return_here(request)


def read_cover(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return the words that somebody asked to cover."""
    return read_fields(request, COVER), return_here(request)


def read_answer(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return the answer to the poll that was sent."""
    return read_fields(request, PollForm.base_fields), Back(request.path)
