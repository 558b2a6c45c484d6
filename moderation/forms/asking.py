"""To ask whoever wrote a text: the question, and what happens to the text where no answer comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.passages import is_in_texts, is_too_long, list_lines, list_texts
from ideas.models import Question
from ideas.models.questions import QUESTION_LENGTH
from ideas_platform.lib.long_text import LongTextField
from identifiers import find_identifiers
from identifiers.contacts import Contact, find_contacts
from moderation.domain.asking import NewQuestion, ask_author
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.redaction import TOO_LONG
from moderation.forms.covering import NOT_THERE, SHORTEST, TOO_SHORT, find_passages_in
from moderation.forms.decision_form import DecisionForm, Words
from moderation.models import Decision
from workshops.models import Membership

WORDS = Words(
    _("Ask its author"),
    _(
        "They read it in “My contributions” and have seven days to answer. Neither of you learns who the "
        "other is. All of the group see what you ask. The answer comes with a release. Never ask who they "
        "are. Never ask them to meet, ring or write to anybody."
    ),
    _("Ask"),
    _("Ask its author?"),
)
COMMON: tuple[str | Promise, ...] = (
    _("Some words here could show who somebody is. May we cover them?"),
    _("We are not sure what you mean. Can you say it in other words?"),
    _("Can you give an example, without naming anybody or any place?"),
    _("Who should do this: one team, one service, or everybody?"),
    _("Does this happen in one place or in many? Please do not say where."),
)
REFUSED: Mapping[Contact, Any] = {
    Contact.PAGE: _(
        "“%(words)s” looks like the address of a page. Leave it out: who opened it would be the author. "
        "After a full stop, put a space."
    ),
    Contact.MAIL: _(
        "“%(words)s” looks like an e-mail address or an account. Leave it out: who wrote there would be the "
        "author."
    ),
    Contact.NUMBER: _(
        "“%(words)s” looks like a telephone number or a code. Leave it out: who used it would be the author. "
        "Say large numbers in words."
    ),
    Contact.CODE: _("“%(words)s” looks like a code. Leave it out: who used it would be the author."),
    Contact.SIGN: _(
        "A question takes only the letters, digits and marks of a keyboard. Leave out the sign “%(words)s”."
    ),
}
SHOWS_SOMEBODY = _("“%(words)s” could show who somebody is. Ask without it.")
NO_QUESTION = _("Choose a question, or write one.")
NO_WORDS = _("Say which words to cover, or choose to hide it.")
NOT_THIS_REASON = _("Words are not covered for this reason. Choose another one, or to hide it.")
LONGEST_SHOWN = 40


class AskForm(DecisionForm):
    """What is asked, and what is done without an answer."""

    reasons = (
        Decision.Reason.IDENTIFIES,
        Decision.Reason.ABUSIVE,
        Decision.Reason.OFF_TOPIC,
        Decision.Reason.DUPLICATE,
    )
    field_order = ("common", "question", "outcome", "reason", "cover_found", "cover_words", "note")

    common = forms.ChoiceField(label=_("A common question"), required=False)
    question = LongTextField(
        label=_("Or your own question"),
        help_text=_("Plain words only: no address of a page or of mail, no telephone number, no code."),
        max_length=QUESTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    outcome = forms.ChoiceField(
        label=_("If no answer comes in seven days"),
        choices=Question.Outcome.choices,
        initial=Question.Outcome.HIDE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens without an answer.")},
    )
    cover_found = forms.MultipleChoiceField(
        label=_("Words to cover then"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cover_words = LongTextField(
        label=_("Other words to cover then"),
        help_text=_("Just as they stand in the text, each passage on a line of its own."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(Decision.Verdict.ASK, WORDS, *args, **kwargs)
        self.item = item
        self.texts = list_texts(item)
        self.passages = find_passages_in(self.texts)
        self.fields["common"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one, or write your own below")),
            *((str(number), words) for number, words in enumerate(COMMON, start=1)),
        ]
        self.fields["reason"].label = _("The reason that its author reads then")
        if self.passages:
            self.fields["cover_found"].choices = list(self.passages.items())  # type: ignore[attr-defined]
        else:
            del self.fields["cover_found"]
            self.fields["cover_words"].label = _("Words to cover then")

    def clean_question(self) -> str:
        """Return what was typed; refuse what leads somewhere else."""
        typed: str = self.cleaned_data["question"]
        if refused := list(_refuse(typed)):
            raise forms.ValidationError(refused)
        return typed

    def clean_cover_words(self) -> list[str]:
        """Return the passages that were typed; each must stand in the text."""
        typed = list_lines(self.cleaned_data["cover_words"])
        if any(len(words) < SHORTEST for words in typed):
            raise forms.ValidationError(TOO_SHORT, code="short")
        missing = [words for words in typed if not is_in_texts(self.texts, words)]
        if missing:
            raise forms.ValidationError(NOT_THERE, code="missing", params={"words": missing[0]})
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for a question, and for words and a reason that fit what happens without an answer."""
        cleaned = super().clean() or {}
        if not cleaned.get("common") and not cleaned.get("question") and "question" not in self.errors:
            self.add_error("question", forms.ValidationError(NO_QUESTION, code="required"))
        if cleaned.get("outcome") == Question.Outcome.COVER:
            self._check_cover(cleaned)
        return cleaned

    def new_question(self) -> NewQuestion:
        """Return what was filled in; the form must be valid."""
        cleaned = self.cleaned_data
        text = cleaned["question"] or str(COMMON[int(cleaned["common"]) - 1])
        covers = cleaned["outcome"] == Question.Outcome.COVER
        return NewQuestion(text, cleaned["outcome"], self._list_chosen(cleaned) if covers else ())

    def decide(self, *, actor: Membership | None, item: Item) -> str:
        """Ask, and say so."""
        ask_author(actor=actor, item=item, question=self.new_question(), new_decision=self.new_decision())
        return str(_("You have asked its author. The text comes back when the question has ended."))

    def _check_cover(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("reason") in {Decision.Reason.OFF_TOPIC, Decision.Reason.DUPLICATE}:
            self.add_error("reason", forms.ValidationError(NOT_THIS_REASON, code="unfit"))
        if {"cover_found", "cover_words"} & self.errors.keys():
            return
        chosen = self._list_chosen(cleaned)
        if not chosen:
            self.add_error("cover_words", forms.ValidationError(NO_WORDS, code="required"))
        elif is_too_long(self.item, chosen):
            self.add_error("cover_words", forms.ValidationError(TOO_LONG, code="long"))

    def _list_chosen(self, cleaned: Mapping[str, Any]) -> list[str]:
        """Return the passages that were ticked or typed."""
        return [*(self.passages[name] for name in cleaned.get("cover_found", ())), *cleaned["cover_words"]]


def _refuse(typed: str) -> Iterator[forms.ValidationError]:
    """Yield what is wrong with a question; of what could show somebody only the first, and only alone."""
    contacts = find_contacts(typed)
    for kind, words in contacts.items():
        yield forms.ValidationError(REFUSED[kind], code=kind.value, params={"words": words[:LONGEST_SHOWN]})
    for one in [] if contacts else find_identifiers(typed)[:1]:
        words = typed[one.start : one.end]
        yield forms.ValidationError(SHOWS_SOMEBODY, code="identifies", params={"words": words})
