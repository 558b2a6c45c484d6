"""What somebody chooses while coding: codes or none of them, and passages of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from moderation.domain.codebook import Codebook
from moderation.domain.coding import NewCoding, OwnCoding
from moderation.domain.quotes import MOST, Place, find_place
from moderation.domain.suggested import Suggested
from moderation.models import Code, Text
from moderation.models.codes import DEFINITION_LENGTH, NAME_LENGTH

NOTHING = _("Choose at least one code, or press “None of these”.")
NOT_THERE = _("“%(words)s” is not in the text. Mark the words just as they stand there.")
TOO_MANY = _("Mark ten passages at most.")
NONE, ADD = "none", "add"
# For suggested codes that have no letter; the numbers before these save, say "none", mark and skip.
KEYS = "56789"


def say_chance(chance: float | None) -> str:
    """Return in words how often a suggestion like this is right, "" where nobody knows."""
    if chance is None:
        return ""
    times = round(chance * 10)
    if times == 0:
        return gettext("right less than 1 time in 10")
    if times == 10:
        return gettext("right nearly always")
    return ngettext("right %(n)d time in 10", "right %(n)d times in 10", times) % {"n": times}


class CodingForm(PlainForm):
    """Codes, quotes, and a new code in passing."""

    code = forms.MultipleChoiceField(
        label=_("Codes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of these codes is not there any more. Look again.")},
    )
    passages = LongTextField(
        label=_("Quotes"),
        help_text=_("Just as they stand in the text, each passage on a line of its own."),
        max_length=6_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, codebook: Codebook, item: Text, own: OwnCoding, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id="coding_%s")
        self.codebook, self.item, self.own = codebook, item, own
        self.roots = {codebook.find_root(code) for code in own.codes if code in codebook.codes}
        codes = [*codebook.choosable.values(), *self._list_kept()]
        choices = [(str(code.pk), code.name) for code in codes]
        cast("forms.MultipleChoiceField", self.fields["code"]).choices = choices
        self.ticked = set(sent.getlist("code")) if sent is not None else {str(code) for code in self.roots}
        self.quotes = [*sent.getlist("quote")][: MOST + 1] if sent is not None else list(own.passages)
        self.sent_suggested = sent.getlist("suggested") if sent is not None else []
        self.suggested: Sequence[Suggested] = ()

    @property
    def families(self) -> list[dict[str, Any]]:
        """The families, each with its codes that are not suggested, and whether they are ticked."""
        shown = {one.code.pk for one in self.suggested}
        return [
            {"head": family.head, "rows": rows}
            for family in self.codebook.families
            if (rows := [self._describe(code) for code in family.codes if code.pk not in shown])
        ]

    @property
    def suggested_rows(self) -> list[dict[str, Any]]:
        """The suggested codes, which stand in no family then; one without a letter has a number to press."""
        return [
            {
                **self._describe(one.code),
                "key": one.code.letter or key,
                "chance": say_chance(one.chance),
                "of": one,
            }
            for key, one in zip(KEYS, self.suggested, strict=False)
        ]

    @property
    def kept_families(self) -> list[dict[str, Any]]:
        """Families that were chosen before they were families."""
        return [self._describe(code) for code in sorted(self._list_kept(), key=lambda code: code.name)]

    def _list_kept(self) -> list[Code]:
        """Return the codes that were chosen before and that nobody can choose any more."""
        return [self.codebook.codes[key] for key in self.roots if key not in self.codebook.choosable]

    def _describe(self, code: Code) -> dict[str, Any]:
        return {"code": code, "key": code.letter, "ticked": str(code.pk) in self.ticked}

    def clean(self) -> dict[str, Any]:
        """Ask for a code, or for the press that says that none fits; each passage must stand in the text."""
        cleaned = super().clean() or {}
        if self.data.get("do") == NONE:
            cleaned["code"] = []
        elif not cleaned.get("code") and "code" not in self.errors:
            self.add_error("code", forms.ValidationError(NOTHING, code="required"))
        cleaned["places"] = self._find_places(cleaned.get("passages", ""))
        return cleaned

    def read_coding(self, seen: str | None) -> NewCoding:
        """Return what was chosen; the form must be valid."""
        codes = {UUID(code) for code in self.cleaned_data["code"]}
        known = {str(code): code for code in self.codebook.choosable}
        shown = {known[key] for key in self.sent_suggested if key in known}
        return NewCoding(codes, self.cleaned_data["places"], suggested=shown, seen=seen)

    def _find_places(self, typed: str) -> list[Place]:
        """Return where the passages stand in the text; too many or one that is not there is an error."""
        passages = self._list_passages(typed)
        if len(passages) > MOST:
            self.add_error("passages", forms.ValidationError(TOO_MANY, code="many"))
            return []
        places = {passage: find_place(self.item, passage) for passage in passages}
        if wrong := [passage for passage, place in places.items() if place is None]:
            self._refuse(wrong)
        return [place for place in places.values() if place is not None]

    def _list_passages(self, typed: str) -> list[str]:
        """Return the passages that were marked, then those that were typed, each once."""
        lines = [line.strip() for line in typed.splitlines() if line.strip()]
        return list(dict.fromkeys([*self.quotes, *lines]))

    def _refuse(self, wrong: list[str]) -> None:
        """Name the first passage that is not in the text, and unmark all of them."""
        words = forms.ValidationError(NOT_THERE, code="missing", params={"words": wrong[0][:80]})
        self.add_error("passages", words)
        self.quotes = [passage for passage in self.quotes if passage not in wrong]


class NewCodeForm(PlainForm):
    """A code that is added in passing, while somebody codes."""

    new_name = LineField(
        label=_("New code"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give the code a name.")},
    )
    new_definition = LineField(
        label=_("What it means"),
        max_length=DEFINITION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    new_parent = forms.ChoiceField(label=_("Family"), required=False)

    def __init__(self, codebook: Codebook, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id="coding_%s")
        above = [family.head for family in codebook.families if family.head is not None]
        choices = [("", _("none")), *((str(one.pk), one.name) for one in above)]
        cast("forms.ChoiceField", self.fields["new_parent"]).choices = choices
