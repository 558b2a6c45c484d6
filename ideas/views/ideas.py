"""Ideas: the list, one idea."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas.comment_forms import CommentForm
from ideas.domain.author_requests import list_asked_to_look
from ideas.domain.catalogue import read_catalogue, read_themes
from ideas.domain.changes import find_withdrawal_obstacle, show_own_wording
from ideas.domain.contribution_limits import SEARCHES
from ideas.domain.editable_until_settled import find_edit_obstacle
from ideas.domain.idea_lists import IdeaFilter, list_visible
from ideas.domain.ideas import find_idea
from ideas.domain.release_times import say_later, say_usual_wait
from ideas.models import Idea
from ideas.views.asking_addresses import find_cover_address, find_look_address
from ideas.views.beside_idea import describe_beside
from ideas.views.cached_fragments import render_cached
from ideas.views.thread import (
    COMMENTS_PLACE,
    HELD,
    OWN_WORDS,
    Words,
    describe_thread,
    say_held,
)
from ideas_platform.lib.qr_codes import draw_qr_code
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.said_there import find_said
from ideas_platform.lib.sections import collect_context, render_sections
from workshops.domain.visits import Visit, visit_as_reader
from workshops.models import Theme, Workshop
from workshops.phases import Deed
from workshops.sign_in.pending_cookie import MARK, Step, find_form
from workshops.sign_in.rate_limits import place_of
from workshops.sign_in.views.pending_text import describe_pending

PAGE_SIZE = 20


@dataclass(frozen=True)
class IdeaPage:
    """What a section of the idea page is made from."""

    visit: Visit
    idea: Idea
    mine: bool


@dataclass(frozen=True)
class IdeaListPage:
    """What higher apps add to the list of ideas is made from this: `card_votes`, a CardVote by idea."""

    visit: Visit
    ideas: Page[Idea]


@dataclass(frozen=True)
class CardVote:
    """What voting adds to a card: how the visitor voted ("" for not at all), and the buttons, "" for none."""

    my_vote: str = ""
    form: SafeString | str = ""


@dataclass(frozen=True)
class Card:
    """One idea in the list: what all readers see of it, and what it is to the visitor."""

    idea: Idea
    text: SafeString
    vote: CardVote


@require_safe
def list_ideas(request: HttpRequest, slug: str) -> HttpResponse:
    """List the ideas that everybody in the workshop sees, by theme, in the order asked for."""
    back, permission = request.get_full_path(), "workshops.read_ideas"
    visit = visit_as_reader(request.user, slug, back=back, permission=permission)
    themes = read_themes(visit.workshop)
    wanted, left = choose_ideas(request, visit, themes)
    if wanted.q:
        limit_rate(SEARCHES, visit.user.pk or place_of(request))
    page = Paginator(list_visible(visit, wanted, left), PAGE_SIZE).get_page(request.GET.get("page"))
    added = collect_context("idea_list", request, IdeaListPage(visit, page))
    context = {
        "workshop": visit.workshop,
        "page_obj": page,
        "cards": make_cards(visit.workshop, page.object_list, added.pop("card_votes", {})),
        "themes": themes,
        "theme_word": visit.workshop.theme_word,
        "filters": wanted,
        "printed_filters": "" if wanted.q else print_filters(visit, themes, wanted),
        "sort_choices": wanted.sort_choices,
        "offers_unvoted": may_ask_for_unvoted(visit),
        "may_write": visit.membership is not None and visit.workshop.allows(Deed.SUBMIT_IDEA),
        **added,
    }
    return render(request, "workshops/idea_list.html", context)


def choose_ideas(
    request: HttpRequest, visit: Visit, themes: list[Theme]
) -> tuple[IdeaFilter, Container[UUID] | None]:
    """Return what the address asks for, and the ideas left to vote on: None where it asks for all."""
    wanted = IdeaFilter.from_query(request.GET, themes)
    if not wanted.unvoted:
        return wanted, None
    facts = collect_context("ideas_left", request, visit) if may_ask_for_unvoted(visit) else {}
    left: Container[UUID] | None = facts.get("left")
    return replace(wanted, unvoted=left is not None), left


def may_ask_for_unvoted(visit: Visit) -> bool:
    """Return whether the visitor may vote now and see on what they have."""
    return visit.membership is not None and visit.workshop.allows(Deed.VOTE) and not visit.hides_past


def print_filters(visit: Visit, themes: list[Theme], wanted: IdeaFilter) -> SafeString:
    """Return the boxes for finding and sorting, which are the same for all who look for no words."""
    offers = may_ask_for_unvoted(visit)
    context = {
        "themes": themes,
        "filters": wanted,
        "sort_choices": wanted.sort_choices,
        "offers_unvoted": offers,
    }
    name = (wanted.theme, wanted.sort, wanted.unvoted, offers)
    return render_cached(visit.workshop, "workshops/_filters.html", {name: context})[name]


def make_cards(workshop: Workshop, ideas: Iterable[Idea], votes: Mapping[UUID, CardVote]) -> list[Card]:
    """Return a card for each idea of a list; what all readers see of it is printed once for all."""
    contexts = {(idea.pk,): partial(_describe_text, workshop, idea) for idea in ideas}
    printed = render_cached(workshop, "workshops/_idea_text.html", contexts)
    return [Card(idea, printed[idea.pk,], votes.get(idea.pk, CardVote())) for idea in ideas]


def _describe_text(workshop: Workshop, idea: Idea) -> dict[str, Any]:
    """Return what all readers see of an idea in a list."""
    address = reverse("workshops:idea", args=[workshop.slug, idea.ref])
    return {"idea": idea, "address": address, "discussion": read_catalogue(workshop).count_discussion(idea)}


@require_safe
def show_idea(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show one idea with what other apps add to it, and the comments on it."""
    visit = visit_as_reader(request.user, slug, back=request.get_full_path())
    idea, mine = find_idea(actor=visit.membership, workshop=visit.workshop, ref=ref)
    if mine and "sent" in request.GET:
        context = {"workshop": visit.workshop, "idea": idea, "what_next": list_what_next(visit, idea)}
        return render(request, "workshops/idea_sent.html", context | describe_address(request, idea))
    return render_idea(request, IdeaPage(visit, idea, mine))


def render_idea(request: HttpRequest, page: IdeaPage, form: CommentForm | None = None) -> HttpResponse:
    """Return the page of one idea; with a form, the comment in it is not stored yet."""
    visit, idea = page.visit, page.idea
    form, address = form or _find_warned(request), idea.get_absolute_url()
    context = {
        "workshop": visit.workshop,
        "idea": idea,
        "mine": page.mine,
        "state_message": say_state(page),
        "article": "" if page.mine else print_article(visit.workshop, idea),
        "sections": render_sections("idea", request, page),
        **describe_thread(visit, idea, form, begun=_find_begun(request)),
        "said": find_said(request, COMMENTS_PLACE),
        "waiting": describe_pending(request),
        "form_address": address,
        **describe_beside(request, idea, address),
    }
    if page.mine:
        context |= {"report_url": "", **dict(_list_author_links(idea, [visit.workshop.slug, idea.ref]))}
    return render(request, "workshops/idea.html", context, status=422 if form and form.errors else 200)


def print_article(workshop: Workshop, idea: Idea) -> SafeString:
    """Return the text of an idea as it stands for all who did not write it; "" for what not all see."""
    if idea.status != Idea.Status.PUBLISHED:
        return SafeString("")
    return render_cached(workshop, "workshops/_idea_article.html", {(idea.pk,): {"idea": idea}})[idea.pk,]


def _find_warned(request: HttpRequest) -> CommentForm | None:
    """Return the comment that waits for its author to look again at what could identify somebody."""
    kept = find_form(request) if request.GET.get(MARK) == Step.CHECK else None
    return CommentForm(kept, auto_id="comment_%s") if kept else None


def _find_begun(request: HttpRequest) -> dict[str, str]:
    """Return what the form for a comment is filled in with before anybody types."""
    return {"parent": request.GET.get("reply", ""), **(find_form(request) or {})}


def say_state(page: IdeaPage) -> Words:
    """Return in words what the visitor should know of the idea's state; its author sees the newest wording.

    Nobody else learns that something will change with the next release.
    """
    workshop, idea = page.visit.workshop, page.idea
    if page.mine and idea.withdrawal_pending:
        return say_later(workshop, "taken back")
    if page.mine and show_own_wording(idea):
        return HELD if idea.held else say_later(workshop, "changed")
    if held := say_held(idea):
        return held
    if idea.status == Idea.Status.UNRELEASED:
        return say_later(workshop, "waiting")
    return OWN_WORDS.get(idea.status, "")


def _list_author_links(idea: Idea, place: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of what only the author can do about an idea."""
    if not find_edit_obstacle(idea):
        yield "edit_url", reverse("workshops:idea_edit", args=place)
    if not find_withdrawal_obstacle(idea, idea):
        yield "withdrawal_url", reverse("workshops:idea_withdrawal", args=place)
    if address := find_look_address(idea, list_asked_to_look([idea])):
        yield "look_url", address
    if address := find_cover_address(idea):
        yield "cover_url", address


def describe_address(request: HttpRequest, idea: Idea) -> dict[str, str]:
    """Return the idea's public address in full, as text and as a QR code."""
    address = request.build_absolute_uri(idea.get_absolute_url())
    return {"address": address, "qr_code": draw_qr_code(address)}


def list_what_next(visit: Visit, idea: Idea) -> list[str]:
    """Return what happens with an idea that was just sent, step by step."""
    vote = str(_("Then others vote on it and say what they think."))
    if idea.held or visit.workshop.moderation == Workshop.Moderation.BEFORE:
        return [str(_("The design group reads it first.")), *_say_read_first(visit.workshop), vote]
    return [_say_release(visit.workshop), str(_("The design group reads it too.")), vote]


def _say_read_first(workshop: Workshop) -> list[str]:
    """Say when the design group gets an idea that it reads before others do, and when everybody sees it."""
    if workshop.practice:
        return [
            str(_("If they publish it, everybody sees it in a few seconds: this is a practice workshop."))
        ]
    together = _("They get it together with what other people send, so that nobody can tell whose is whose.")
    published = str(_("If they publish it, everybody sees it."))
    return [f"{together} {say_usual_wait(workshop)}".strip(), published]


def _say_release(workshop: Workshop) -> str:
    """Say when everybody sees an idea that was just sent."""
    if workshop.practice:
        return str(_("This is a practice workshop: everybody sees your idea in a few seconds."))
    groups = _(
        "Your idea appears together with what other people send, so that nobody can tell whose is whose."
    )
    return f"{groups} {say_usual_wait(workshop)}".strip()
