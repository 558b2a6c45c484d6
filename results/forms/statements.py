"""What a statement says, what it stands on, where it comes from, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from moderation.domain.codebook import Codebook
from results.domain.editions import Part
from results.domain.evidence import NewEvidence
from results.domain.statements import StatementText
from results.models import Audience, Evidence, Lineage, Statement, StatementStatus
from results.models.statements import QUOTE_LENGTH, REASON_LENGTH, STATEMENT_LENGTH, WORDS_LENGTH

REF_LENGTH = 16
GIVEN = [deed for deed in Lineage.Deed.choices if deed[0] != Lineage.Deed.DROPPED]


class StatementForm(PlainForm):
    """What a statement says, where it stands, and whom it is addressed to."""

    text = LineField(
        label=_("Statement"),
        help_text=_("One sentence or two."),
        max_length=STATEMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the statement.")},
    )
    foundation = forms.ChoiceField(
        label=_("Where it stands"), error_messages={"required": _("Choose where it stands.")}
    )
    audience = forms.ChoiceField(label=_("Whom it is addressed to"), required=False)

    def __init__(
        self, parts: Sequence[Part], audiences: Sequence[Audience], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "foundation", ((str(one.foundation.pk), one.foundation.title) for one in parts))
        rows = ((str(one.pk), one.name) for one in audiences)
        _offer(self, "audience", [("", _("everybody")), *rows])

    def read_text(self) -> StatementText:
        """Return what was filled in; the form must be valid."""
        given = self.cleaned_data
        audience = UUID(given["audience"]) if given["audience"] else None
        return StatementText(given["text"], UUID(given["foundation"]), audience)


class EvidenceForm(PlainForm):
    """One thing that a statement stands on."""

    kind = forms.ChoiceField(label=_("What it stands on"), choices=Evidence.Kind.choices)
    code = forms.ChoiceField(label=_("Code"), required=False)
    ref = LineField(
        label=_("Reference of the text"),
        help_text=_("The last part of the address of an idea, or what stands beside a comment or passage."),
        max_length=REF_LENGTH,
        required=False,
    )
    quote = LongTextField(
        label=_("Quote"),
        help_text=_("Copied from the text, word for word."),
        max_length=QUOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reference = LineField(
        label=_("In words"),
        help_text=_("Where literature or a case study is to be found, or what the group’s own judgement is."),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    stance = forms.ChoiceField(label=_("What it does"), choices=Evidence.Stance.choices)
    stream = forms.ChoiceField(label=_("Whose voice"), choices=Evidence.Stream.choices)

    def __init__(self, codebook: Codebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ((str(code.pk), code.name) for code in codebook.living)
        _offer(self, "code", [("", _("Choose a code")), *rows])
        self._codebook = codebook

    def read_evidence(self, items: Sequence[Any]) -> NewEvidence:
        """Return what was filled in, about the first of these texts; the form must be valid."""
        given = self.cleaned_data
        code = self._codebook.codes.get(UUID(given["code"])) if given["code"] else None
        return NewEvidence(
            given["kind"],
            stance=given["stance"],
            stream=given["stream"],
            code=code,
            item=items[0] if items else None,
            quote=given["quote"],
            reference=given["reference"],
        )


class LineageForm(PlainForm):
    """What a statement makes of statements of the last edition, and why."""

    deed = forms.ChoiceField(label=_("What was done"), choices=GIVEN)
    previous = forms.MultipleChoiceField(
        label=_("From the last edition"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = LineField(
        label=_("Why"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, before: Iterable[Statement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "previous", ((str(one.pk), one.text) for one in before))


class ReasonForm(PlainForm):
    """Why something is dropped, or not used."""

    reason = LineField(
        label=_("Reason"),
        help_text=_("Who wrote it reads this too."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why.")},
    )


class StatusForm(PlainForm):
    """How far a statement is, from one day on."""

    state = forms.ChoiceField(label=_("How far it is"), choices=StatementStatus.State.choices)
    since = forms.DateField(
        label=_("Since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say since when."), "invalid": _("Write a date, such as 2026-03-31.")},
    )
    reason = LineField(
        label=_("Why"),
        help_text=_("Needed where it was stopped."),
        max_length=REASON_LENGTH,
        required=False,
    )


class NotUsedFilter(PlainForm):
    """Which of the texts that are left over somebody wants to see."""

    words = LineField(label=_("Words in the text"), required=False, max_length=100)
    code = forms.ChoiceField(label=_("Code"), required=False)

    def __init__(self, codebook: Codebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ((str(code.pk), code.name) for code in codebook.living)
        _offer(self, "code", [("", _("all")), *rows])


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)
