"""Publish or hide: what the design group fills in, and how what was done is said."""

from __future__ import annotations

from typing import Any

from django.db.models.options import Options
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from moderation.domain.decisions import decide
from moderation.domain.nobody_decides_about_own import Item
from moderation.forms.decision_form import DecisionForm, Words
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
    Decision.Verdict.UPHOLD.value: Words(
        _("It stays hidden"),
        _("Its author reads the reason. They cannot ask again. You can still publish it later."),
        _("Leave it hidden"),
        _("Leave it hidden?"),
    ),
}

PASSED_ON = _("With “somebody may be at risk” the text alone is mailed to the safeguarding contact at once.")


class PublishForm(DecisionForm):
    """Publish or hide: one item, or several at once."""

    def __init__(self, verdict: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(verdict, WORDS[verdict], *args, **kwargs)
        if verdict == Decision.Verdict.PUBLISH:
            del self.fields["reason"]
        else:
            self.fields["reason"].help_text = PASSED_ON

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Publish or hide the item, and say so."""
        decide(actor=actor, item=item, new_decision=self.new_decision())
        return say_done(item._meta, self.verdict, 1)


def say_done(kind: Options[Any], verdict: str, number: int) -> str:
    """Return in words, without a title, that so many were published or hidden."""
    if verdict == Decision.Verdict.PUBLISH:
        words = ngettext("%(number)d %(kind)s is published.", "%(number)d %(kind)s are published.", number)
    elif verdict == Decision.Verdict.UPHOLD:
        words = ngettext("%(number)d %(kind)s stays hidden.", "%(number)d %(kind)s stay hidden.", number)
    else:
        words = ngettext("%(number)d %(kind)s is hidden.", "%(number)d %(kind)s are hidden.", number)
    return words % _name(kind, number)


def _name(kind: Options[Any], number: int) -> dict[str, object]:
    return {"number": number, "kind": kind.verbose_name if number == 1 else kind.verbose_name_plural}
