"""A step of the set-up: its page, with all other steps, and what happens when its form is sent."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import Refusal, SavedSince
from ideas_platform.lib.responses import see_other, sent_data
from moderation.views.staff_page import show_page
from organising.domain.steps import LABELS, Progress, State, Step, find_neighbours, find_progress
from organising.forms.step_form import StepForm, say_value
from workshops.domain.set_up_changes import save_fields, seal_fields
from workshops.models import Membership, Workshop
from workshops.phases import NOT_YET_OPEN


def write_step(
    request: HttpRequest, membership: Membership, step: Step, kind: type[StepForm], **more: Any
) -> HttpResponse:
    """Show a step that writes fields of the workshop; a POST saves it and leads on, or stays.

    Of `more`, `page` is the template where it has not the step's name; its page is given the rest.
    """
    workshop = membership.workshop
    form = kind(sent_data(request), instance=copy(workshop))
    part = form.find_part()
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            save_fields(form.instance, form.names, seen=request.POST.get("seen", ""), part=form.find_part())
        except SavedSince:
            workshop = membership.workshop = load(workshop)
            theirs = list_stored(kind(None, instance=copy(workshop)))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return lead_on(request, form.instance, step)
    page = more.pop("page", step.value)
    context = {"form": form, "theirs": theirs, "seen": seal_fields(workshop, form.names, part)}
    return show_step(request, membership, step, page, {**more, **context})


def show_step(
    request: HttpRequest, membership: Membership, step: Step, page: str, context: dict[str, Any]
) -> HttpResponse:
    """Return the page of a step: with how far all of them are, and the ways back and on."""
    workshop = membership.workshop
    before, after = find_neighbours(step)
    shared = {
        "step": step,
        "step_label": LABELS[step],
        "steps": list_steps(workshop, find_progress(workshop)),
        "before_url": find_address(workshop, before),
        "after_url": find_address(workshop, after),
        "is_fixed": workshop.phase not in NOT_YET_OPEN,
    }
    form = context.get("form")
    refused = context.get("theirs") is not None or bool(form and form.errors)
    status = (409 if context.get("theirs") is not None else 422) if refused else 200
    return show_page(request, membership, f"set_up/{page}", {**shared, **context}, status=status)


def list_steps(workshop: Workshop, progress: Progress) -> dict[str, Any]:
    """Return the steps as the pages name them, each with its address and how far it is."""
    words = {State.READY: _("ready"), State.MISSING: _("not ready"), State.FREE: _("if you like")}
    kinds = {State.READY: "green", State.MISSING: "", State.FREE: "grey"}
    rows = [
        {
            "step": one.step,
            "label": one.label,
            "number": one.number,
            "url": find_address(workshop, one.step),
            "status": words[one.state],
            "kind": kinds[one.state],
        }
        for one in progress.steps
    ]
    text = _("%(ready)d of %(all)d steps are ready") % {"ready": progress.ready, "all": progress.counted}
    return {"rows": rows, "ready": progress.ready, "all": progress.counted, "text": text}


def find_address(workshop: Workshop, step: Step | None) -> str:
    """Return the address of a step, that of the check list for None."""
    if step is None:
        return reverse("organising:set_up", args=[workshop.slug])
    return reverse(f"organising:{step.value}", args=[workshop.slug])


def lead_on(request: HttpRequest, workshop: Workshop, step: Step) -> HttpResponse:
    """Say that it is saved, and lead to the next step where that was pressed, else to the same."""
    messages.success(request, _("Saved."))
    goes_on = "next" in request.POST
    return see_other(find_address(workshop, find_neighbours(step)[1] if goes_on else step))


def load(workshop: Workshop) -> Workshop:
    """Return the workshop as it is stored now."""
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def list_stored(form: StepForm) -> list[tuple[Any, Any]]:
    """Return what a form that was not sent would show: what is stored."""
    return [(box.label, say_value(box.value())) for box in form]
