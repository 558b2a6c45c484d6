"""Forget which ideas are mine."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.domain.own_contributions import forget_texts
from ideas_platform.lib.access import require
from ideas_platform.lib.responses import see_other
from workshops.domain.visits import visit_as_member


@require_http_methods(["GET", "HEAD", "POST"])
def forget_mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is lost; a POST makes the visitor's texts nobody's. It asks for no PIN: it shows nothing."""
    visit = visit_as_member(request.user, slug, back=request.path)
    actor = require("workshops.see_own", visit)
    if request.method != "POST":
        return render(request, "workshops/forgetting.html", {"workshop": visit.workshop})
    forget_texts(actor=actor)
    messages.success(request, _("Done. Nobody can find out any more which ideas are yours."))
    return see_other(visit.workshop.get_absolute_url())
