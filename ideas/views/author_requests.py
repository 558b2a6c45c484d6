"""The pages on which an author asks for a second look, or to cover what they said too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.author_request_forms import CoverRequestForm, SecondLookForm
from ideas.domain.author_requests import (
    CHANGE_YOURSELF,
    NOT_NOW,
    WITH_GROUP,
    ask_to_cover,
    ask_to_look,
    find_cover_obstacle,
    find_look_obstacle,
)
from ideas.domain.changes import find_withdrawal_obstacle
from ideas.domain.comments import find_comment
from ideas.domain.contribution_limits import EDITS
from ideas.domain.editable_until_settled import require_author
from ideas.models import Comment, Idea
from ideas.views.own_contributions import keep_from_shut_past, visit_own
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import make_refusal
from ideas_platform.lib.responses import see_other, sent_data
from workshops.domain.visits import Visit
from workshops.models import Membership
from workshops.phases import OVER
from workshops.sign_in.pending_cookie import MARK, Back, Step, find_form, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields
from workshops.sign_in.views.pending_text import describe_return

LOOK, COVER = ("comment", "words"), ("comment", "what", "words")


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_look(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask why somebody else should look at one's hidden text; a POST asks the design group."""
    if kept := _keep(request, slug, LOOK):
        return kept
    visit, actor, item = _visit_own_item(request, slug, ref)
    if obstacle := find_look_obstacle(item):
        raise make_refusal(obstacle, by_dates=obstacle == NOT_NOW)
    form = _read_look(request)
    if request.method != "POST" or not form.is_valid() or form.warnings is not None:
        return _warn(request, visit, form) or _ask(request, visit, item, "second_look", {"form": form})
    limit_rate(EDITS, actor.user_id)
    ask_to_look(actor=actor, item=item, words=form.cleaned_data["words"])
    return _thank(request, slug, _("You have asked for a second look. What comes of it stands here."))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_cover(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask which words of one's text are too much; a POST asks the design group to cover them.

    What its author can still change themselves leads to where they do that; what waits for the group says so.
    """
    if kept := _keep(request, slug, COVER):
        return kept
    visit, actor, item = _visit_own_item(request, slug, ref)
    obstacle = find_cover_obstacle(item)
    if obstacle in {CHANGE_YOURSELF, WITH_GROUP} and request.method != "POST":
        more = {"edit_url": _write("edit", item)} if obstacle == CHANGE_YOURSELF else {"waits": obstacle}
        return _ask(request, visit, item, "too_much", {"form": None, **more})
    if obstacle:
        raise make_refusal(obstacle, by_dates=obstacle == NOT_NOW)
    may_go = visit.workshop.phase in OVER
    form = CoverRequestForm(item, sent_data(request), initial=find_form(request), may_go=may_go)
    if not form.is_valid():
        return _ask(request, visit, item, "too_much", {"form": form})
    limit_rate(EDITS, actor.user_id)
    ask_to_cover(actor=actor, item=item, passages=form.list_passages())
    return _thank(request, slug, _("You have asked the design group. What comes of it stands here."))


def _read_look(request: HttpRequest) -> SecondLookForm:
    """Return the form as it was sent, as it waits to be looked at again, or with what waited for it."""
    kept = find_form(request)
    if request.method == "POST" or not kept or request.GET.get(MARK) != Step.CHECK:
        return SecondLookForm(sent_data(request), initial=kept)
    return SecondLookForm(kept)


def _warn(request: HttpRequest, visit: Visit, form: SecondLookForm) -> HttpResponse | None:
    """Return the way to a page that says what in the words could show who somebody is, where it is sent."""
    if request.method != "POST" or not form.is_valid():
        return None
    back = replace(return_here(request), step=Step.CHECK)
    return keep_for_next_page(request, visit, read_fields(request, LOOK), back)


def return_here(request: HttpRequest) -> Back:
    """Return the way back to the form about this idea or comment, for what was written there."""
    comment = _read_comment(request)
    return Back(request.path, query={"comment": comment} if comment else {})


def _keep(request: HttpRequest, slug: str, names: Sequence[str]) -> HttpResponse | None:
    """Keep what was sent by somebody whose visit, or whose look at their past, has ended meanwhile."""
    if request.method != "POST":
        return None
    back = return_here(request)
    return keep_unless_member(request, slug, names, back) or keep_from_shut_past(request, slug, names, back)


def _read_comment(request: HttpRequest) -> str:
    return {**request.GET.dict(), **request.POST.dict()}.get("comment", "").replace("\x00", "?")


def _thank(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    messages.success(request, words)
    response = see_other(reverse("workshops:mine", args=[slug]))
    forget_text(request, response, request.path)
    return response


def _visit_own_item(request: HttpRequest, slug: str, ref: str) -> tuple[Visit, Membership, Idea | Comment]:
    """Return the visit, its member and the idea, or the `comment` on it, which must be the member's own."""
    visit, idea = visit_own(request, slug, ref)
    actor = require("workshops.change_own", visit)
    wanted = _read_comment(request)
    item: Idea | Comment = find_comment(actor=actor, idea=idea, ref=wanted) if wanted else idea
    require_author(actor, item, idea)
    return visit, actor, item


def _ask(
    request: HttpRequest, visit: Visit, item: Idea | Comment, page: str, more: dict[str, Any]
) -> HttpResponse:
    form = more["form"]
    context = {
        "workshop": visit.workshop,
        "idea": item.thread,
        "item": item,
        "comment": item if isinstance(item, Comment) else None,
        "is_over": visit.workshop.phase in OVER,
        "withdrawal_url": "" if find_withdrawal_obstacle(item, item.thread) else _write("withdrawal", item),
        **more,
        **describe_return(request),
    }
    return render(request, f"workshops/{page}.html", context, status=422 if form and form.errors else 200)


def _write(what: str, item: Idea | Comment) -> str:
    place = [item.thread.workshop.slug, item.thread.ref]
    if isinstance(item, Comment):
        return reverse(f"workshops:comment_{what}", args=[*place, item.ref])
    return reverse(f"workshops:idea_{what}", args=place)
