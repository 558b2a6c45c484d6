"""The page of a workshop."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.dates import say_date, say_moment
from ideas_platform.lib.sections import render_sections
from workshops.domain.materials import list_materials, list_updates
from workshops.domain.polls import Standing, find_ballot, find_standing
from workshops.domain.statistics import public_numbers
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Idea, Workshop
from workshops.rules import Deed

SAMPLE = 3


@dataclass(frozen=True)
class WorkshopPage:
    """What a section of the workshop's page is made from; `poll` for who has to do with it."""

    visit: Visit
    poll: Standing | None


@require_safe
def show_workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the brief, the themes, the dates, the numbers, and the one thing to do next."""
    visit = visit_workshop(request.user, slug)
    workshop = visit.workshop
    poll = find_poll_standing(visit)
    samples = Idea.objects.filter(workshop=workshop).published().newest_first()[:SAMPLE]
    context = {
        "workshop": workshop,
        "membership": visit.membership,
        "themes": workshop.themes.all(),
        "materials": list_materials(workshop),
        "updates": list_updates(workshop),
        "next_step": find_next_step(visit, poll),
        "dates": list_dates(workshop),
        "numbers": public_numbers(workshop),
        "sample_ideas": _link(workshop, samples) if workshop.allows(Deed.READ_IDEAS) else [],
        "sections": render_sections("workshop", request, WorkshopPage(visit, poll)),
    }
    return render(request, "workshops/workshop.html", context)


def find_poll_standing(visit: Visit) -> Standing | None:
    """Return where a member stands with the straw poll; None where there is none or it is not open yet."""
    if visit.membership is None or not visit.workshop.allows(Deed.READ_IDEAS):
        return None
    ballot = find_ballot(visit.workshop)
    return find_standing(visit, ballot) if ballot else None


def find_next_step(visit: Visit, poll: Standing | None = None) -> dict[str, str] | None:
    """Return label and address of the one thing to do next, or None where there is nothing to do."""
    workshop, place = visit.workshop, [visit.workshop.slug]
    if visit.membership is None:
        if workshop.allows(Deed.JOIN):
            return {"label": _("Join this workshop"), "url": reverse("workshops:membership", args=place)}
        return None
    if poll is not None and poll.is_due:
        return {"label": _("Answer the straw poll"), "url": reverse("workshops:poll", args=place)}
    if workshop.allows(Deed.SUBMIT_IDEA):
        return {"label": _("Share an idea"), "url": reverse("workshops:idea_new", args=place)}
    if workshop.allows(Deed.READ_IDEAS):
        return {"label": _("Read the ideas"), "url": reverse("workshops:ideas", args=place)}
    return None


def list_dates(workshop: Workshop) -> list[dict[str, str]]:
    """Return the workshop's dates in words, each with what happens then."""
    moments = [
        (_("Opens"), workshop.opens_at),
        (_("New ideas until"), workshop.ideas_until),
        (_("Closes"), workshop.closes_at),
    ]
    dates = [{"label": label, "text": say_moment(moment)} for label, moment in moments if moment]
    if workshop.shred_on:
        dates.append({"label": _("Key destroyed"), "text": say_date(workshop.shred_on)})
    return dates


def _link(workshop: Workshop, ideas: Any) -> list[dict[str, str]]:
    return [
        {"title": idea.title, "url": reverse("workshops:idea", args=[workshop.slug, idea.ref])}
        for idea in ideas
    ]
