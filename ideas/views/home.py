"""The first page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ideas.domain.numbers import count_people_and_ideas
from workshops.models import Workshop
from workshops.phases import Phase


@dataclass(frozen=True)
class Listed:
    """A workshop on the list, and how many people and ideas its page tells."""

    workshop: Workshop
    people: int
    ideas: int


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """List the workshops that this visitor may know of, by what one can do there; their own first."""
    workshops = list(Workshop.objects.visible_to(request.user).with_phase())
    numbers = count_people_and_ideas(workshops)
    listed = [Listed(workshop, **numbers[workshop.pk]) for workshop in workshops]
    mine = set(Workshop.objects.joined_by(request.user).values_list("pk", flat=True))
    context = {
        f"{phase}_workshops": [
            one for one in listed if one.workshop.phase == phase and one.workshop.pk not in mine
        ]
        for phase in Phase
    }
    context["my_workshops"] = [one for one in listed if one.workshop.pk in mine]
    return render(request, "workshops/home.html", context)
