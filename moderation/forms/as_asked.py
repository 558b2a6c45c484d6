"""To do what an author asks about their own text: to cover passages or take it out, or to say why not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.long_text import LineField
from moderation.domain.cover_requests import cover_as_asked, refuse_to_cover
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.reason_templates import NO_ADDRESS, has_address
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import WORDS_LENGTH, Decision
from workshops.models import Membership

AS_ASKED = "as_asked"
AS_ASKED_WORDS = Words(
    _("Do what its author asks"),
    _("The words go for everybody, and no copy is kept. This cannot be undone."),
    _("Do it"),
    _("Do it?"),
)
REFUSE_WORDS = Words(
    _("Leave it as it is"),
    _("Its author reads your words in “My contributions”, and can ask again."),
    _("Leave it as it is"),
    _("Leave it as it is?"),
)


class AsAskedForm(DecisionForm):
    """Does just what was asked for; that needs no reason and no words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(AS_ASKED, AS_ASKED_WORDS, *args, **kwargs)
        del self.fields["reason"]
        del self.fields["note"]

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Cover or take out what was asked for, and say so without repeating it."""
        self.cleaned_data["note"] = ""
        cover_as_asked(actor=actor, item=item, new_decision=self.new_decision())
        return str(_("That is done. Nobody can read these words any more."))


class RefuseForm(DecisionForm):
    """Leaves the text as it is; its author reads why."""

    told = LineField(
        label=_("Why not? Its author reads this."),
        help_text=_("One or two plain sentences. No addresses, telephone numbers or codes."),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: its author reads it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.REFUSE, REFUSE_WORDS, *args, **kwargs)
        del self.fields["reason"]
        del self.fields["note"]

    def clean_told(self) -> str:
        """Return the words; refuse what their reader could open or ring, and would be the author."""
        told: str = self.cleaned_data["told"]
        if has_address(told):
            raise forms.ValidationError(NO_ADDRESS, code="address")
        return told

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Leave the text as it is, and say so."""
        self.cleaned_data["note"] = ""
        new_decision = self.new_decision(told=self.cleaned_data["told"])
        refuse_to_cover(actor=actor, item=item, new_decision=new_decision)
        return str(_("The text stays as it is. Its author can read why."))
