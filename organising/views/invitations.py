"""The page of people: whom the organisers have invited, how far the letters are, and what they do next.

Nothing here changes when somebody joins: the pages show what organisers did, and what the worker has sent.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.rate_limits import RateLimit, limit_rate
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sections import render_sections
from moderation.views.staff_page import show_page
from organising.forms.invitations import BouncesForm, InviteForm
from organising.views.organiser_page import organiser_page
from workshops.domain.invitation_lists import Line, Outcome, Remark
from workshops.domain.invitation_rounds import (
    find_reminder_obstacle,
    forget_bounces,
    measure_progress,
    note_bounces,
    remind_all,
)
from workshops.domain.invitations import Sending, count_left_today, find_sending, invite
from workshops.models import Invitation, Membership, Workshop
from workshops.phases import OVER
from workshops.rules import Role

ON_A_PAGE, LONGEST_SHOWN = 50, 120
LISTS = RateLimit("lists", 60, 3600, gettext_lazy("You can send sixty lists an hour. Wait, then go on."))
OUTCOMES = {
    Outcome.ALREADY: gettext_lazy("is invited already: no second letter"),
    Outcome.OTHER_ROLE: gettext_lazy("is invited already, to help run the workshop"),
    Outcome.TWICE: gettext_lazy("stands in the list twice: one letter"),
    Outcome.NO_ADDRESS: gettext_lazy("is not an e-mail address"),
    Outcome.OTHER_LETTERS: gettext_lazy("has letters such as ö before the @: no letter goes there"),
}
REMARKS = {
    Remark.UNKNOWN_ORGANISATION: gettext_lazy("the organisation is not in your list: noted without one"),
    Remark.OTHER_DOMAIN: gettext_lazy("is of another domain than those you named: is it spelled right?"),
}
SENT_WHEN = {
    Sending.SOON: gettext_lazy("Letters go out within a few minutes."),
    Sending.ANNOUNCED: gettext_lazy("Letters go out once the workshop is announced."),
    Sending.NOT_NOW: gettext_lazy("No letter goes out while the workshop is closed."),
}


@require_safe
@organiser_page
def show_people(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show how far the invitations are, and what other parts say of people."""
    return _show_people(request, membership)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def invite_people(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for a list; a POST reports on each line, and with `step=send` invites those who are new."""
    workshop = membership.workshop
    is_over = workshop.phase in OVER
    form = InviteForm(workshop, None if is_over else sent_data(request), request.FILES or None)
    is_checked = form.is_bound and _is_read(membership, form)
    if is_checked and request.POST.get("step") == "send":
        _invite(request, workshop, form.lines)
        return see_other(reverse("organising:desk_people", args=[workshop.slug]))
    context = {
        "form": form,
        "refusal": form.refusal,
        "is_over": is_over,
        "left_today": count_left_today(workshop),
        "sent_when": SENT_WHEN[find_sending(workshop, Role.PARTICIPANT)],
        **(_report(form) if is_checked else {}),
    }
    return show_page(request, membership, "people/invite", context, status=422 if form.errors else 200)


@require_safe
@organiser_page
def list_invited(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the invitations that were sent: address, organisation, and whether the letter came back."""
    rows = Invitation.objects.filter(workshop=membership.workshop).of_participants()
    page = Paginator(rows.select_related("organisation").order_by("email"), ON_A_PAGE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return show_page(request, membership, "people/invited", context)


@require_POST
@organiser_page
def send_reminders(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Let a reminder go out to all who were invited."""
    try:
        remind_all(membership.workshop)
    except Unprocessable as refusal:
        return _show_people(request, membership, str(refusal))
    messages.success(request, _("The reminder goes to everybody you invited, within a few minutes."))
    return see_other(reverse("organising:desk_people", args=[membership.workshop.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_bounces(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for addresses from which letters came back; a POST notes them, or takes the note back."""
    form = BouncesForm(sent_data(request))
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        limit_rate(LISTS, membership.user_id)
        mark = forget_bounces if request.POST.get("deed") == "forget" else note_bounces
        number, others = mark(membership.workshop, form.cleaned_data["addresses"])
        if not others:
            messages.success(request, _say_marked(number))
            return see_other(reverse("organising:desk_people", args=[membership.workshop.slug]))
        context |= {"marked": _say_marked(number), "others": others}
    return show_page(request, membership, "people/bounces", context, status=422 if form.errors else 200)


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of people on the desk, for organisers; nothing for others."""
    if not membership.is_organiser:
        return SafeString("")
    context = {"workshop": membership.workshop, "progress": measure_progress(membership.workshop)}
    return render_to_string("desk/people/_card.html", context, request)


def _show_people(request: HttpRequest, membership: Membership, problem: str = "") -> HttpResponse:
    progress = measure_progress(membership.workshop)
    context = {
        "progress": progress,
        "obstacle": find_reminder_obstacle(membership.workshop, progress),
        "problem": problem,
        "is_over": membership.workshop.phase in OVER,
        "sections": render_sections("people", request, membership),
    }
    return show_page(request, membership, "people/people", context, status=422 if problem else 200)


def _is_read(membership: Membership, form: InviteForm) -> bool:
    """Return whether the list can be used. Reading one is work, so it is counted."""
    limit_rate(LISTS, membership.user_id)
    return form.is_valid()


def _invite(request: HttpRequest, workshop: Workshop, lines: list[Line]) -> None:
    """Invite those of a list who are new, and say how many they are."""
    number = invite(workshop, lines, Role.PARTICIPANT)
    if not number:
        messages.info(request, _("All of them were invited before."))
        return
    words = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
    when = SENT_WHEN[find_sending(workshop, Role.PARTICIPANT)]
    messages.success(request, f"{words % {'number': number}} {when}")


def _report(form: InviteForm) -> dict[str, Any]:
    new = form.list_new()
    return {
        "is_checked": True,
        "text": form.write_new(),
        "new": new,
        "looked_at": [_describe(line, REMARKS[line.remarks[0]]) for line in new if line.remarks],
        "others": [_describe(line, OUTCOMES[line.outcome]) for line in form.list_others()],
    }


def _describe(line: Line, words: Any) -> dict[str, Any]:
    return {"number": line.number, "text": Truncator(line.text).chars(LONGEST_SHOWN), "words": words}


def _say_marked(number: int) -> str:
    words = ngettext("%(number)d address is noted.", "%(number)d addresses are noted.", number)
    return words % {"number": number}
