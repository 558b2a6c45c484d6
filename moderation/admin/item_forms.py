"""Which forms there are on the page of one item, and which one was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from moderation.admin.covering import CoverForm
from moderation.admin.decision_form import DecisionForm
from moderation.admin.muting import MuteForm, UnmuteForm
from moderation.admin.rulings import RulingForm
from moderation.domain.decisions import OPEN_TO, Item
from moderation.models import Decision
from workshops.domain.mutes import is_author_muted

FORMS: Mapping[str, Callable[..., DecisionForm]] = {
    Decision.Verdict.MUTE.value: MuteForm,
    Decision.Verdict.UNMUTE.value: UnmuteForm,
}


def list_forms(item: Item) -> list[DecisionForm]:
    """Return the forms by which something can be decided about this item."""
    last = UnmuteForm() if is_author_muted(item) else MuteForm()
    return [CoverForm(item), *(RulingForm(verdict) for verdict in OPEN_TO), last]


def find_form(verdict: str, item: Item, sent: Mapping[str, Any]) -> DecisionForm | None:
    """Return the form of this verdict as it was sent, None for a verdict that no form has."""
    if verdict in OPEN_TO:
        return RulingForm(verdict, sent)
    if verdict == Decision.Verdict.MASK:
        return CoverForm(item, sent)
    return FORMS[verdict](sent) if verdict in FORMS else None
