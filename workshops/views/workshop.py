"""The page of a workshop."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.sections import render_sections
from workshops.domain.materials import list_materials, list_updates
from workshops.domain.polls import Standing, find_ballot, find_standing
from workshops.domain.subscriptions import find_letters_chosen
from workshops.domain.timetable import list_dates
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Idea, User, Workshop
from workshops.models.subscriptions import Letter
from workshops.rules import Deed
from workshops.statistics.numbers import public_numbers

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
    name, label = _name_next_step(visit, poll)
    return {"label": label, "url": reverse(name, args=[visit.workshop.slug])} if name else None


def _name_next_step(visit: Visit, poll: Standing | None) -> tuple[str, str]:
    workshop, is_member = visit.workshop, visit.membership is not None
    steps = [
        (not is_member and workshop.allows(Deed.JOIN), "workshops:membership", _("Join this workshop")),
        (poll is not None and poll.is_due, "workshops:poll", _("Answer the straw poll")),
        (workshop.allows(Deed.SUBMIT_IDEA), "workshops:idea_new", _("Share an idea")),
        (workshop.allows(Deed.READ_IDEAS), "workshops:ideas", _("Read the ideas")),
        (_may_wait(visit), "workshops:notice", _("Tell me when it opens")),
    ]
    possible = steps if is_member else steps[:1]
    return next(((name, label) for is_next, name, label in possible if is_next), ("", ""))


def _may_wait(visit: Visit) -> bool:
    """Return whether the workshop has not opened and this user has not asked to hear of it."""
    user, workshop = visit.user, visit.workshop
    if not (isinstance(user, User) and workshop.allows(Deed.ASK_FOR_NOTICE)):
        return False
    return Letter.OPENING not in find_letters_chosen(workshop, user)


def _link(workshop: Workshop, ideas: Any) -> list[dict[str, str]]:
    return [
        {"title": idea.title, "url": reverse("workshops:idea", args=[workshop.slug, idea.ref])}
        for idea in ideas
    ]
