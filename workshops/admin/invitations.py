"""Inviting many people at once: a pasted list, looked at line by line before any letter goes out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.big_numbers import write_numbers
from ideas_platform.lib.responses import see_other, sent_data
from workshops.admin.scope import find_organised, list_pages
from workshops.domain.invitation_lists import LONGEST_LIST, Line, Outcome, read_list
from workshops.domain.invitations import Sending, find_sending, invite
from workshops.models import Membership, Workshop
from workshops.rules import Role

OUTCOMES = {
    Outcome.NEW: _("will be invited"),
    Outcome.ALREADY: _("is invited already: no second letter"),
    Outcome.OTHER_ROLE: _("is invited already, in another role: take that invitation back first"),
    Outcome.TWICE: _("stands in the list twice: one letter"),
    Outcome.NO_ADDRESS: _("is not an e-mail address"),
    Outcome.OTHER_LETTERS: _("has letters such as ö before the @: no letter goes there"),
}
SENT_WHEN = {
    Sending.SOON: _("Letters go out within a few minutes."),
    Sending.ANNOUNCED: _("Letters go out once the workshop is announced."),
    Sending.NOT_NOW: _("No letter goes out while the workshop is closed."),
}
LONGEST_TEXT = 300_000


class InvitationListForm(forms.Form):
    """Addresses as people have them: one a line, or with commas, or copied from a mail program."""

    role = forms.ChoiceField(label=_("Invite them as"), choices=Membership.RoleChoice.choices[:3])
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text=_(
            "Paste them as you have them: one on each line, with commas, or with names, like "
            "“Ada Lovelace <ada@trust.example>”. Nothing is sent yet: you see first what each line does."
        ),
        error_messages={"required": _("Paste at least one e-mail address.")},
    )

    def __init__(self, workshop: Workshop, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.lines: list[Line] = []

    def clean(self) -> dict[str, Any]:
        """Read the list; refuse one that is too long."""
        cleaned = super().clean() or {}
        if {"role", "addresses"} <= cleaned.keys():
            self.lines = read_list(self.workshop, cleaned["addresses"], cleaned["role"])
            if len(self.lines) > LONGEST_LIST:
                words = _now("These are %(number)s addresses. Send at most %(most)s at a time.")
                self.add_error(
                    "addresses", words % write_numbers({"number": len(self.lines), "most": LONGEST_LIST})
                )
        return cleaned

    def lines_of(self, *outcomes: Outcome) -> list[Line]:
        """Return the lines that come to one of these outcomes."""
        return [line for line in self.lines if line.outcome in outcomes]


def list_invitation_addresses() -> list[URLPattern]:
    """Return the address of the list of invitations of a workshop."""
    return list_pages([("<uuid:key>/invitations/", invite_list, "invitation_list")])


@require_http_methods(["GET", "HEAD", "POST"])
def invite_list(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for a list; a POST reports on each line, and with `step=send` invites those who are new."""
    workshop = find_organised(request, key)
    form = InvitationListForm(workshop, sent_data(request))
    is_checked = form.is_bound and form.is_valid()
    if is_checked and request.POST.get("step") == "send":
        role = form.cleaned_data["role"]
        _say_sent(request, workshop, invite(workshop, form.lines, role), role)
        return see_other(reverse("admin:workshops_invitation_list", args=[key]))
    context = {
        **admin.site.each_context(request),
        "title": _now("Invite people to “%(workshop)s”") % {"workshop": workshop},
        "workshop": workshop,
        "form": form,
        "sending": find_sending(workshop, Role.PARTICIPANT),
        **(_report(form) if is_checked else {}),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/workshops/workshop/invitations.html", context, status=status)


def _report(form: InvitationListForm) -> dict[str, Any]:
    others = [outcome for outcome in Outcome if outcome != Outcome.NEW]
    return {
        "is_checked": True,
        "new": [line.address for line in form.lines_of(Outcome.NEW)],
        "others": [
            {"number": line.number, "text": line.text, "outcome": OUTCOMES[line.outcome]}
            for line in form.lines_of(*others)
        ],
        "sent_when": SENT_WHEN[find_sending(form.workshop, form.cleaned_data["role"])],
        "role_in_words": dict(Membership.RoleChoice.choices)[form.cleaned_data["role"]],
    }


def _say_sent(request: HttpRequest, workshop: Workshop, number: int, role: str) -> None:
    words = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
    messages.success(request, f"{words % {'number': number}} {SENT_WHEN[find_sending(workshop, role)]}")
