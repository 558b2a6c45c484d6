"""To merge two ideas, to find the other one, and to let a part stand for itself again."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from ideas_platform.lib.references import REFERENCE_ALPHABET, REFERENCE_LENGTH
from moderation.domain.merging import undo_merge
from moderation.domain.nobody_decides_about_own import Item
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import Decision
from workshops.models import Membership

_REFERENCE = re.compile(rf"(?:^|/)([{REFERENCE_ALPHABET}]{{{REFERENCE_LENGTH}}})/?$")
SPLIT_WORDS = Words(
    _("Unmerge"),
    _(
        "It stands for itself again from the next release on, with every vote it had. "
        "Votes that came to the main idea since stay there."
    ),
    _("Unmerge"),
    _("Unmerge?"),
)


class OtherIdeaForm(PlainForm):
    """Which idea says the same: words of it, its reference, or its address."""

    wanted = LineField(
        label=_("Look for another idea"),
        help_text=_("Words of it, or the address of its page."),
        max_length=200,
        error_messages={"required": _("Type words of the other idea, or its address.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def find_reference(self) -> str:
        """Return the reference that was typed, or stands in an address, "" for words; the form is valid."""
        found = _REFERENCE.search(self.cleaned_data["wanted"].strip())
        return found.group(1) if found else ""


class MergeForm(PlainForm):
    """Merges two ideas that were read side by side: what they were like then, and a note."""

    seen_part = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    seen_main = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    note = LongTextField(
        label=_("Note for the design group"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SplitForm(DecisionForm):
    """Lets a part stand for itself again; that needs no reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.SPLIT, SPLIT_WORDS, *args, **kwargs)
        del self.fields["reason"]

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Undo the merge, and say so."""
        new_decision = self.new_decision()
        undo_merge(actor=actor, part=item.thread, note=new_decision.note, seen=new_decision.seen)
        return str(_("It stands for itself again."))
