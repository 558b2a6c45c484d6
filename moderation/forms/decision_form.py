"""What every form has in common by which the design group decides about one item."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LongTextField
from moderation.domain.decisions import NewDecision
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision, ReasonTemplate
from workshops.models import Membership

# No reason to hide anything: it fits, or its author asked, which nobody else can say.
NOBODY_CHOOSES = frozenset({Decision.Reason.FITS, Decision.Reason.ASKED})


@dataclass(frozen=True)
class Words:
    """What a form says: above it, what it does, on its button, and when it asks again."""

    heading: str | Promise
    explanation: str | Promise
    button: str | Promise
    question: str | Promise


class DecisionForm(PlainForm):
    """Why something is decided, and a note that stays inside the design group."""

    reasons: ClassVar[Iterable[Decision.Reason]] = [
        reason for reason in Decision.Reason if reason not in NOBODY_CHOOSES
    ]

    reason = forms.ChoiceField(label=_("Reason"), error_messages={"required": _("Choose a reason.")})
    note = LongTextField(
        label=_("Note for the design group"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, verdict: str, words: Words, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{verdict}_%s", **kwargs})
        self.verdict, self.words = verdict, words
        self.own_words: Mapping[str, tuple[str, str]] = {}
        # What the item was like on the page that this form stands on; nothing matches "".
        self.seen = ""
        choices = [(reason.value, reason.label) for reason in self.reasons]
        self.fields["reason"].choices = [("", _("Choose a reason")), *choices]  # type: ignore[attr-defined]

    def new_decision(self, press: UUID | None = None, told: str = "") -> NewDecision:
        """Return what was chosen; the form must be valid. `press` names all that one press decides.

        `told`: words for its author, in the place of those of the workshop that go with a reason.
        """
        chosen = self.cleaned_data.get("reason", Decision.Reason.FITS)
        reason, told = self.own_words.get(chosen, (chosen, told))
        return NewDecision(self.verdict, reason, self.cleaned_data["note"], self.seen, told, press)

    def offer_own_words(self, templates: Iterable[ReasonTemplate]) -> None:
        """Let the workshop's own words be chosen beside the reasons that go with them."""
        self.own_words = {str(template.pk): (template.reason, template.words) for template in templates}
        own = [(key, words) for key, (_reason, words) in self.own_words.items()]
        field = cast("forms.ChoiceField", self.fields["reason"])
        field.choices = [*field.choices, *own]  # type: ignore[misc]

    @abstractmethod
    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Carry out what was chosen, and return in words what was done; refusals as in the domain."""
