"""What authors say of a statement that used something of theirs, from the list of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideas.domain.contribution_limits import ANSWERS
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import KeyAway
from ideas_platform.lib.responses import see_other
from results.domain.answering import find_my_verdicts, give_verdict, takes_verdicts
from results.domain.reading import Placed, ReadEdition
from results.domain.told_answers import read_told
from results.models import AuthorVerdict, Edition, StatementTotal
from results.views.declaration.cards import find_address
from results.views.declaration.consultation import read_again
from results.views.declaration.visiting import Reading
from workshops.domain.visits import Visit, require_past, visit_as_member
from workshops.models import Membership


@dataclass(frozen=True)
class Choice:
    """One thing that an author can say, and whether they have."""

    value: str
    label: str | Promise
    is_mine: bool


@dataclass(frozen=True)
class Asking:
    """What an author is asked of one statement: where it is sent, and what can be said."""

    address: str
    choices: tuple[Choice, ...]
    is_answered: bool


@require_POST
def judge(request: HttpRequest, slug: str, number: int, ref: str) -> HttpResponse:
    """Store whether the statement keeps its author's point; an empty value takes it back."""
    mine = reverse("workshops:mine", args=[slug])
    visit = visit_as_member(request.user, slug, back=mine)
    actor: Membership = require("results.judge_as_author", visit)
    require_past(visit, back=mine)
    placed = read_again(visit, number).read.find_statement(ref)
    if placed is None:
        raise Http404
    limit_rate(ANSWERS, actor.user_id)
    value = request.POST.get("value", "")
    give_verdict(actor=actor, statement=placed.statement, value=value)
    if value:
        messages.success(request, _("Stored. It is counted together with what other authors say."))
    else:
        messages.success(request, _("You have taken it back."))
    return see_other(mine)


def ask_author(visit: Visit, read: ReadEdition, placed: Iterable[Placed]) -> dict[UUID, Asking]:
    """Return for each of these statements, by key, what its author is asked; nothing where nobody is.

    The visitor must have written something behind each of them. Two queries.
    """
    placed, edition = list(placed), Reading(visit, read).edition
    if not placed or not takes_verdicts(edition):
        return {}
    try:
        mine = find_my_verdicts(actor=visit.membership, statements=[one.statement for one in placed])
    except KeyAway:
        return {}
    return {one.statement.pk: _ask(edition, one, mine.get(one.statement.pk, "")) for one in placed}


def describe_told(reading: Reading, placed: Placed) -> dict[str, Any]:
    """Return what is told of the answers and verdicts to a statement, and whether authors can still judge.

    Three queries.
    """
    edition, key = reading.edition, placed.statement.pk
    asked = StatementTotal.Asked
    is_consultation = edition.kind == Edition.Kind.CONSULTATION
    return {
        "told_answers": read_told(edition, asked.CONSULTATION).get(key) if is_consultation else None,
        "told_verdicts": read_told(edition, asked.VERDICT).get(key),
        "takes_verdicts": takes_verdicts(edition),
        "is_shredded": reading.workshop.is_shredded,
    }


def _ask(edition: Edition, placed: Placed, mine: str) -> Asking:
    choices = tuple(Choice(value, label, value == mine) for value, label in AuthorVerdict.Value.choices)
    return Asking(f"{find_address(edition, placed.statement.ref)}verdict/", choices, bool(mine))
