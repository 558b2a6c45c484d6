"""To ask whoever wrote something to write no more, and to let them write again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from moderation.domain.muting import mute, unmute
from moderation.domain.nobody_decides_about_own import Item
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import Decision
from workshops.models import Membership

MUTE_WORDS = Words(
    _("Let its author write no more"),
    _(
        "Whoever wrote this is told when they next write, and can go on reading and voting. "
        "Nobody learns who it is: you do not, and the site keeps no name. You can undo it."
    ),
    _("Let its author write no more"),
    _("Let its author write no more?"),
)
UNMUTE_WORDS = Words(
    _("Let its author write again"),
    _("Whoever wrote this can write again, unless the same was decided about another of their texts."),
    _("Let its author write again"),
    _("Let its author write again?"),
)


class MuteForm(DecisionForm):
    """Mutes the author of an item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.MUTE, MUTE_WORDS, *args, **kwargs)

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Mute the author, and say so."""
        new_decision = self.new_decision()
        mute(
            actor=actor, item=item, reason=new_decision.reason, note=new_decision.note, seen=new_decision.seen
        )
        return str(_("Whoever wrote this writes no more here."))


class UnmuteForm(DecisionForm):
    """Lets the author of an item write again; that needs no reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.UNMUTE, UNMUTE_WORDS, *args, **kwargs)
        del self.fields["reason"]

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Lift the mute, and say so."""
        new_decision = self.new_decision()
        unmute(actor=actor, item=item, note=new_decision.note, seen=new_decision.seen)
        return str(_("Whoever wrote this can write again."))
