"""What the design group fills in to decide, and what it is told afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models.options import Options
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from moderation.admin.decision_form import DecisionForm, Words
from moderation.domain.decisions import Item, Outcome, Ruling, decide
from moderation.models import Decision
from workshops.models import Membership

WORDS = {
    Decision.Verdict.PUBLISH.value: Words(
        _("Publish"),
        _("Everybody in the workshop can read it. If they can already, it is marked as looked at."),
        _("Publish"),
        _("Publish?"),
    ),
    Decision.Verdict.HIDE.value: Words(
        _("Hide"),
        _("From now on only its author and the design group can read it. You can publish it again."),
        _("Hide"),
        _("Hide?"),
    ),
}


class RulingForm(DecisionForm):
    """Publish or hide: one item, or several at once."""

    def __init__(self, verdict: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(verdict, WORDS[verdict], *args, **kwargs)
        if verdict == Decision.Verdict.PUBLISH:
            del self.fields["reason"]

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Publish or hide the item, and say so."""
        decide(actor=actor, item=item, ruling=self.ruling())
        return _say_done(item._meta, self.verdict, 1)


def report(request: HttpRequest, kind: Options[Any], ruling: Ruling, outcome: Outcome) -> None:
    """Tell the member of staff, in plain words and without a title, what was done and what was not."""
    if outcome.done:
        messages.success(request, _say_done(kind, ruling.verdict, outcome.done))
    for words, number in outcome.refused.items():
        messages.warning(request, f"{_say_left(kind, number)} {words}")


def _say_done(kind: Options[Any], verdict: str, number: int) -> str:
    if verdict == Decision.Verdict.PUBLISH:
        words = ngettext("%(number)d %(kind)s is published.", "%(number)d %(kind)s are published.", number)
    else:
        words = ngettext("%(number)d %(kind)s is hidden.", "%(number)d %(kind)s are hidden.", number)
    return words % _name(kind, number)


def _say_left(kind: Options[Any], number: int) -> str:
    words = ngettext("%(number)d %(kind)s stays as it was.", "%(number)d %(kind)s stay as they were.", number)
    return words % _name(kind, number)


def _name(kind: Options[Any], number: int) -> dict[str, object]:
    return {"number": number, "kind": kind.verbose_name if number == 1 else kind.verbose_name_plural}
