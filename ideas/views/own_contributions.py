"""What one wrote oneself: finding it again, rewording it, taking it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas.domain.author_requests import list_asked_to_look
from ideas.domain.catalogue import read_catalogue
from ideas.domain.changes import (
    edit_idea,
    find_withdrawal_obstacle,
    require_withdrawable,
    show_own_wording,
    withdraw_comment,
    withdraw_idea,
)
from ideas.domain.comment_changes import find_answered, find_comment_edit_obstacle
from ideas.domain.comment_wordings import show_own_words
from ideas.domain.comments import find_comment
from ideas.domain.contribution_limits import EDITS
from ideas.domain.editable_until_settled import find_edit_obstacle, require_editable
from ideas.domain.ideas import find_idea
from ideas.domain.own_contributions import Own, list_own
from ideas.domain.questions import list_asked
from ideas.domain.release_times import say_later
from ideas.forms import SOMETHING_ELSE, IdeaForm
from ideas.models import Comment, Idea
from ideas.views.asking_addresses import find_cover_address, find_look_address
from ideas.views.thread import COMMENTS_PLACE, HELD, say_state, say_state_of_comment
from ideas.views.writing import ask_for_idea, is_sending, read_idea_form
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.responses import see_other
from ideas_platform.lib.return_address import add_return
from ideas_platform.lib.said_there import say_there
from ideas_platform.lib.sections import collect_context
from workshops.domain.visits import Visit, require_past, visit_as_member, visit_workshop
from workshops.models import Workshop
from workshops.sign_in.pending_cookie import Back, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields

Facts = Mapping[str, Mapping[UUID, Any]]


@dataclass(frozen=True)
class MinePage:
    """What higher apps add to the list of one's own is made from this.

    By text: `counted`, its votes for, against and unsure; `hidden_because`, `covered_because`: the reasons;
    `answers`: what became of what one has asked; `places`: those of an idea on the boards;
    `questions`: what the design group asks about it; `went`: where it went in the result, ready to be shown.
    """

    visit: Visit
    own: Own


@dataclass(frozen=True)
class OwnCard:
    """One of one's texts in the list, with what became of it."""

    item: Idea | Comment
    title: str
    text: str
    state: Any
    counted: Any
    hidden_because: str
    covered_because: str
    places: Any
    answers: Any
    questions: Any
    went: SafeString | str
    discussion: int
    edit_url: str
    withdrawal_url: str
    look_url: str
    cover_url: str


@require_safe
def list_mine(request: HttpRequest, slug: str) -> HttpResponse:
    """List what the visitor wrote in this workshop, with what became of each."""
    visit = visit_as_member(request.user, slug, back=request.path)
    actor = require("workshops.see_own", visit)
    require_past(visit, back=request.path)
    own = list_own(actor=actor, workshop=visit.workshop)
    facts = collect_context("mine", request, MinePage(visit, own))
    facts["asked"] = dict.fromkeys(list_asked_to_look([*own.ideas, *own.comments]), True)
    questions = list_asked(visit.workshop, [*own.ideas, *own.comments])
    facts["questions"] = questions
    context = {
        "workshop": visit.workshop,
        "membership": actor,
        "ideas": list_idea_cards(visit.workshop, own.ideas, facts),
        "comments": list_comment_cards(visit.workshop, own.comments, facts),
        "new_questions": sum(one.is_new for of_text in questions.values() for one in of_text),
    }
    return render(request, "workshops/mine.html", context)


def list_idea_cards(workshop: Workshop, ideas: Iterable[Idea], facts: Facts) -> list[OwnCard]:
    """Return the cards of one's ideas, with what can still be done about each."""
    catalogue = read_catalogue(workshop)
    return [
        make_own_card(
            idea,
            facts,
            state=say_state_of_idea(workshop, idea),
            discussion=catalogue.count_discussion(idea) if idea.ref in catalogue.refs else 0,
            edit_obstacle=find_edit_obstacle(idea),
        )
        for idea in ideas
    ]


def list_comment_cards(workshop: Workshop, comments: list[Comment], facts: Facts) -> list[OwnCard]:
    """Return the cards of one's comments, with what can still be done about each."""
    reworded = show_own_words(comments)
    answered = find_answered(comments)
    return [
        make_own_card(
            comment,
            facts,
            state=say_state_of_comment(workshop, comment, reworded=comment.pk in reworded),
            edit_obstacle=find_comment_edit_obstacle(comment, comment.idea, answered=comment.pk in answered),
        )
        for comment in comments
    ]


def make_own_card(
    item: Idea | Comment, facts: Facts, *, state: Any, edit_obstacle: Any, discussion: int = 0
) -> OwnCard:
    """Return the card of one of one's texts; `facts` are those of `MinePage`."""
    is_comment = isinstance(item, Comment)
    place = [item.thread.workshop.slug, item.thread.ref, *([item.ref] if is_comment else [])]
    kind = "comment" if is_comment else "idea"
    obstacle = find_withdrawal_obstacle(item, item.thread)
    return OwnCard(
        item=item,
        title=item.thread.title,
        text=item.body if is_comment else "",
        state=state,
        counted=facts.get("counted", {}).get(item.pk),
        hidden_because=facts.get("hidden_because", {}).get(item.pk, ""),
        covered_because=facts.get("covered_because", {}).get(item.pk, ""),
        places=facts.get("places", {}).get(item.pk, []),
        answers=facts.get("answers", {}).get(item.pk, []),
        questions=facts.get("questions", {}).get(item.pk, []),
        went=facts.get("went", {}).get(item.pk, ""),
        discussion=discussion,
        edit_url="" if edit_obstacle else reverse(f"workshops:{kind}_edit", args=place),
        withdrawal_url="" if obstacle else reverse(f"workshops:{kind}_withdrawal", args=place),
        look_url=find_look_address(item, facts.get("asked", {})),
        cover_url=find_cover_address(item),
    )


def say_state_of_idea(workshop: Workshop, idea: Idea) -> Any:
    """Return in words what became of one's idea, `revision` loaded; "" for what everybody sees as it is."""
    if hasattr(idea, "revision") and not idea.withdrawal_pending:
        if idea.revision.held:
            return HELD
        return say_later(workshop, "changed")
    return say_state(workshop, idea)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Reword one's idea, by the same form and check as it was written with."""
    if request.method == "POST" and (kept := keep_unless_member(request, slug, IdeaForm.base_fields)):
        return kept
    if request.method == "POST" and (kept := keep_from_shut_past(request, slug, IdeaForm.base_fields)):
        return kept
    visit, idea = visit_own(request, slug, ref)
    actor = require("workshops.change_own", visit)
    require_editable(actor=actor, idea=idea)
    show_own_wording(idea)
    form = read_idea_form(request, visit, _fill(idea))
    if not is_sending(request, form):
        return ask_for_idea(request, visit, form, editing=idea)
    limit_rate(EDITS, actor.user_id)
    edit_idea(actor=actor, idea=idea, text=form.idea_text())
    messages.success(request, f"{_('Your idea is changed.')} {say_later(visit.workshop, 'sent')}")
    response = see_other(idea.get_absolute_url())
    forget_text(request, response, request.path)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask whether the idea is to go; a POST takes it back."""
    visit, idea = visit_own(request, slug, ref)
    actor = require("workshops.change_own", visit)
    require_withdrawable(actor=actor, item=idea, idea=idea)
    if request.method != "POST":
        return render(request, "workshops/withdrawal.html", {"workshop": visit.workshop, "idea": idea})
    withdraw_idea(actor=actor, idea=idea)
    messages.success(request, _("You have taken your idea back."))
    return see_other(reverse("workshops:mine", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_a_comment(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    """Ask whether the comment is to go; a POST takes it back."""
    visit, idea = visit_own(request, slug, ref)
    actor = require("workshops.change_own", visit)
    comment = find_comment(actor=actor, idea=idea, ref=comment_ref)
    require_withdrawable(actor=actor, item=comment, idea=idea)
    if request.method != "POST":
        context = {"workshop": visit.workshop, "idea": idea, "comment": comment}
        return render(request, "workshops/withdrawal.html", context)
    withdraw_comment(actor=actor, comment=comment)
    say_there(request, COMMENTS_PLACE, _("You have taken your comment back."))
    return see_other(f"{idea.get_absolute_url()}#comments")


def keep_from_shut_past(
    request: HttpRequest, slug: str, names: Iterable[str], place: Back | None = None
) -> HttpResponse | None:
    """Keep a change for which the PIN must be shown first, and lead there; None where it need not."""
    visit = visit_workshop(request.user, slug)
    if not visit.hides_past:
        return None
    place = place or Back(request.path)
    back = keep_for_next_page(request, visit, read_fields(request, names), place)
    if back is not None:
        pin = reverse("workshops:pin", args=[slug])
        back.headers["Location"] = add_return(pin, back.headers["Location"])
    return back


def visit_own(request: HttpRequest, slug: str, ref: str) -> tuple[Visit, Idea]:
    """Return the visit of a member whose past is open, and the idea; raises JoinFirst or Http404."""
    visit = visit_as_member(request.user, slug, back=reverse("workshops:idea", args=[slug, ref]))
    require_past(visit, back=request.path)
    idea, _is_mine = find_idea(actor=visit.membership, workshop=visit.workshop, ref=ref)
    return visit, idea


def _fill(idea: Idea) -> dict[str, object]:
    theme = str(idea.theme.number) if idea.theme else SOMETHING_ELSE
    return {"theme": theme, "intent": idea.intent, "title": idea.title, "body": idea.body}
