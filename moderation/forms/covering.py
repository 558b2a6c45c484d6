"""To cover words of a text for good: those that were found, and those that somebody types."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.domain.passages import is_in_texts, is_too_long, list_lines
from ideas_platform.lib.long_text import LongTextField
from identifiers import find_identifiers
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.redaction import TOO_LONG, list_all_texts, redact_passages
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import Decision
from workshops.models import Membership

WORDS = Words(
    _("Cover words"),
    _(
        "“[covered]” takes their place for everybody, and no copy is kept: this cannot be undone. "
        "Its author sees that you covered words, and why."
    ),
    _("Cover these words for good"),
    _("Cover words?"),
)
SHORTEST = 2
NOTHING = _("Tick the words to cover, or type them.")
TOO_SHORT = _("Type at least two letters or digits on each line.")
NOT_THERE = _("“%(words)s” is not in the text. Type the words just as they stand there.")
CHANGED = _("The text has changed. Look at it again.")


class CoverForm(DecisionForm):
    """Which words to cover, and why."""

    reasons = (Decision.Reason.IDENTIFIES, Decision.Reason.SAFETY, Decision.Reason.ABUSIVE)
    field_order = ("found", "words_to_cover", "reason", "note")

    found = forms.MultipleChoiceField(
        label=_("Words that could show who somebody is"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHANGED},
    )
    words_to_cover = LongTextField(
        label=_("Cover these words"),
        help_text=_(
            "Just as they stand in the text, each passage on a line of its own. All places are covered."
        ),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.MASK, WORDS, *args, **kwargs)
        self.item = item
        self.passages = find_passages(item)
        self.fields["note"].help_text = _("Do not repeat the words here.")
        if self.passages:
            self.fields["found"].choices = list(self.passages.items())  # type: ignore[attr-defined]
        else:
            del self.fields["found"]

    def clean_words_to_cover(self) -> list[str]:
        """Return the passages that were typed; each must stand in the text."""
        typed = list_lines(self.cleaned_data["words_to_cover"])
        if any(len(words) < SHORTEST for words in typed):
            raise forms.ValidationError(TOO_SHORT, code="short")
        texts = list_all_texts(self.item) if typed else []
        missing = [words for words in typed if not is_in_texts(texts, words)]
        if missing:
            raise forms.ValidationError(NOT_THERE, code="missing", params={"words": missing[0]})
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for words where none were chosen, and for others where the mark does not fit."""
        cleaned = super().clean() or {}
        if not {"found", "words_to_cover"} & self.errors.keys():
            chosen = self.list_chosen()
            if not chosen:
                self.add_error("words_to_cover", forms.ValidationError(NOTHING, code="required"))
            elif is_too_long(self.item, chosen):
                self.add_error("words_to_cover", forms.ValidationError(TOO_LONG, code="long"))
        return cleaned

    def list_chosen(self) -> list[str]:
        """Return the passages that were ticked or typed."""
        ticked = [self.passages[name] for name in self.cleaned_data.get("found", ())]
        return [*ticked, *self.cleaned_data["words_to_cover"]]

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Cover the words, and say so without repeating them."""
        redact_passages(actor=actor, item=item, passages=self.list_chosen(), new_decision=self.new_decision())
        return str(_("The words are covered. Nobody can read them any more."))


def find_passages(item: Item) -> dict[str, str]:
    """Return what could identify somebody in the item, by names that stand for the words in a form."""
    return find_passages_in(list_all_texts(item))


def find_passages_in(texts: Sequence[str]) -> dict[str, str]:
    """Return the same of these texts."""
    found = [text[one.start : one.end] for text in texts for one in find_identifiers(text)]
    return {_name(words): words for words in found if is_in_texts(texts, words)}


def _name(words: str) -> str:
    """Return a short name for the words, since a browser may send line breaks otherwise than it got them."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
