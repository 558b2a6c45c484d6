"""The page of a workshop."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from ideas.domain.everybody import list_for_everybody
from ideas.domain.expiry import say_lapsed
from ideas.domain.next_step import Undone, find_next_step
from ideas.domain.numbers import public_numbers
from ideas.domain.polls import PollState, find_offered_poll, find_poll_state
from ideas.views.theme_doors import list_doors
from ideas_platform.lib.sections import collect_context, render_sections
from workshops.domain.materials import list_materials, list_updates
from workshops.domain.pictures import find_pictures
from workshops.domain.timetable import list_dates
from workshops.domain.visits import Visit, may_preview, preview_as_visitor, visit_workshop
from workshops.models import Workshop
from workshops.phases import Deed
from workshops.sign_in.views.coming_in import describe_joining

# Of an idea two lines are seen, and of a longer brief the first paragraph.
LONGEST_SAID = 160
SHORT_BRIEF = 400


@dataclass(frozen=True)
class WorkshopPage:
    """What a section of the workshop's page is made from; `poll` for who has to do with it."""

    visit: Visit
    poll: PollState | None


@dataclass(frozen=True)
class Brief:
    """A brief as the page shows it: how it begins, and what one opens."""

    beginning: str
    rest: str = ""


@require_safe
def show_workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the brief, the themes, the dates, the numbers, and the one thing to do next.

    With `?preview` staff see what visitors see, or will see once the workshop is announced.
    """
    visit = visit_workshop(request.user, slug)
    is_preview = "preview" in request.GET and may_preview(visit)
    if is_preview:
        visit = preview_as_visitor(visit)
    workshop = visit.workshop
    page = WorkshopPage(visit, find_poll_to_show(visit))
    context = {
        "workshop": workshop,
        "is_preview": is_preview,
        "membership": visit.membership,
        "pictures": find_pictures(workshop),
        "brief": split_brief(workshop.brief),
        "doors": list_doors(workshop),
        "materials": list_materials(workshop),
        "updates": list_updates(workshop),
        "share_url": _find_form(workshop),
        "next_step": find_next_step(visit, _find_undone(request, page)),
        "dates": list_dates(workshop),
        "numbers": public_numbers(workshop),
        "lapsed": say_lapsed(workshop),
        "sample_ideas": _link(workshop, list_for_everybody(workshop)),
        **_render_all(request, page),
        **describe_joining(request, visit),
    }
    return render(request, "workshops/workshop.html", context)


def _render_all(request: HttpRequest, page: WorkshopPage) -> dict[str, Any]:
    """Return the sections that the other parts of the platform add, by where they stand on the page."""
    return {
        "first": render_sections("workshop_first", request, page),
        "sections": render_sections("workshop", request, page),
        "links": render_sections("workshop_links", request, page),
        "head": render_sections("workshop_head", request, page),
    }


def split_brief(words: str) -> Brief | None:
    """Return how a brief begins and the rest, which is "" where it is short; None where there is none."""
    text = words.replace("\r\n", "\n").strip()
    if len(text) <= SHORT_BRIEF:
        return Brief(text) if text else None
    beginning, _gap, rest = text.partition("\n\n")
    return Brief(beginning, rest.strip())


def _find_form(workshop: Workshop) -> str:
    """Return where anybody shares an idea, before or after joining; "" where none is taken."""
    takes = workshop.allows(Deed.SUBMIT_IDEA)
    return reverse("workshops:idea_new", args=[workshop.slug]) if takes else ""


def _find_undone(request: HttpRequest, page: WorkshopPage) -> Undone:
    known = collect_context("next_step", request, page)
    return Undone(poll=page.poll is not None and page.poll.is_due, vote_at=known.get("vote_at", ""))


def find_poll_to_show(visit: Visit) -> PollState | None:
    """Return where a member stands with the straw poll; None where there is none or it is not open yet."""
    if visit.membership is None or not visit.workshop.allows(Deed.READ_IDEAS):
        return None
    offered = find_offered_poll(visit.workshop)
    return find_poll_state(visit, offered) if offered else None


def _link(workshop: Workshop, ideas: Any) -> list[dict[str, str]]:
    return [
        {
            "title": idea.title,
            "body": Truncator(" ".join(idea.body.split())).chars(LONGEST_SAID),
            "url": reverse("workshops:idea", args=[workshop.slug, idea.ref]),
        }
        for idea in ideas
    ]
