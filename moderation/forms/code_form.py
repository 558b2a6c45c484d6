"""What the staff fill in to add, change, merge and split codes."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from moderation.domain.code_changes import CodeText
from moderation.domain.codebook import Codebook
from moderation.models import Code
from moderation.models.codes import DEFINITION_LENGTH, EXAMPLE_LENGTH, MOST_PARTS, NAME_LENGTH


class CodeForm(PlainForm):
    """What a code says, and where it stands."""

    name = LineField(
        label=_("Code"),
        help_text=_("A few words, such as “travel time”."),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give the code a name.")},
    )
    definition = LineField(
        label=_("What it means"),
        help_text=_("When to choose it, and when not."),
        max_length=DEFINITION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    example = LineField(
        label=_("Example"),
        help_text=_("In your own words: what authors wrote may change or go."),
        max_length=EXAMPLE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    parent = forms.ChoiceField(label=_("Family"), required=False)

    def __init__(self, codebook: Codebook, code: Code | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = _list_possible_parents(codebook, code)
        choices = [("", _("none")), *((str(one.pk), one.name) for one in above)]
        cast("forms.ChoiceField", self.fields["parent"]).choices = choices

    def read_text(self) -> CodeText:
        """Return what was filled in; the form must be valid."""
        given = self.cleaned_data
        parent = UUID(given["parent"]) if given["parent"] else None
        return CodeText(given["name"], given["definition"], given["example"], parent)


def _list_possible_parents(codebook: Codebook, code: Code | None) -> list[Code]:
    """Return the codes that a code, None for a new one, may stand under; none for one with codes under it."""
    if code and any(one.parent_id == code.pk for one in codebook.living):
        return []
    return [one for one in codebook.living if one.parent_id is None and (not code or one.pk != code.pk)]


class MergeCodesForm(PlainForm):
    """Which code takes in this one."""

    into = forms.ChoiceField(
        label=_("Merge it into"), error_messages={"required": _("Choose the code that takes it in.")}
    )

    def __init__(self, codebook: Codebook, code: Code, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in codebook.living if code.pk not in (one.pk, one.parent_id)]
        choices = [("", _("Choose a code")), *((str(one.pk), one.name) for one in others)]
        cast("forms.ChoiceField", self.fields["into"]).choices = choices


class SplitCodeForm(PlainForm):
    """The names of the codes that take the place of this one."""

    names = LongTextField(
        label=_("New codes"),
        help_text=_("Two to six names, each on a line of its own."),
        max_length=MOST_PARTS * (NAME_LENGTH + 1),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the names of the new codes.")},
    )

    def clean_names(self) -> list[str]:
        """Return the names: two to six, none twice and none too long."""
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines()))
        names = [name for name in names if name]
        if not 2 <= len(names) <= MOST_PARTS:
            raise forms.ValidationError(_("Write two to six names."), code="number")
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(_("A name has 60 letters at most."), code="long")
        return names
