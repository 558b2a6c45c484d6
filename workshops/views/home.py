"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops.models import Workshop
from workshops.rules import Phase


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """List the workshops that this visitor may know of, by what one can do there."""
    workshops = list(Workshop.objects.visible_to(request.user).with_phase())
    mine = set(Workshop.objects.joined_by(request.user).values_list("pk", flat=True))
    context = {
        f"{phase}_workshops": [w for w in workshops if w.phase == phase and w.pk not in mine]
        for phase in Phase
    }
    context["my_workshops"] = [w for w in workshops if w.pk in mine]
    return render(request, "workshops/home.html", context)
