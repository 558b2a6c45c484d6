"""What an author fills in to ask for a second look, or to cover what they said too much."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.domain.passages import is_in, is_too_long, list_lines
from ideas.models import Comment, Idea
from ideas.models.author_requests import REQUEST_LENGTH
from ideas.warned_form import WarnedForm
from ideas_platform.lib.long_text import LongTextField

PASSAGES, EVERYTHING = "passages", "everything"
NOTHING = _("Write the words to cover.")
TOO_SHORT = _("Write at least two letters or digits on each line.")
NOT_THERE = _("Some of these words are not in your text. Copy them just as they stand there.")
TOO_LONG = _(
    "With these words covered the text would be too long. Add the words beside them on the same line."
)
SHORTEST = 2


class SecondLookForm(WarnedForm):
    """Why somebody else should look again, if one wants to say so."""

    warned = "words"

    words = LongTextField(
        label=_("What should they know?"),
        help_text=_("Do not say who you are. You can leave this empty."),
        max_length=REQUEST_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CoverRequestForm(forms.Form):
    """Which words to cover, or that all of the text is to go."""

    what = forms.ChoiceField(
        label=_("What should go?"),
        choices=[(PASSAGES, _("Some words")), (EVERYTHING, _("All of it"))],
        initial=PASSAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what should go.")},
    )
    words = LongTextField(
        label=_("These words"),
        help_text=_("Copy them from your text above. Each passage stands on a line of its own."),
        max_length=REQUEST_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": NOTHING},
    )

    def __init__(self, item: Idea | Comment, *args: Any, may_go: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        if not may_go:
            del self.fields["what"]
            self.fields["words"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask for words that stand in the text, where not all of it is to go."""
        cleaned = super().clean() or {}
        if "words" not in cleaned or cleaned.get("what") == EVERYTHING:
            return cleaned
        if problem := self._find_problem(list_lines(cleaned["words"])):
            self.add_error("words", forms.ValidationError(problem, code="words"))
        return cleaned

    def list_passages(self) -> list[str]:
        """Return the words to cover, none where all of the text is to go; the form must be valid."""
        if self.cleaned_data.get("what") == EVERYTHING:
            return []
        return list_lines(self.cleaned_data["words"])

    def _find_problem(self, passages: list[str]) -> str:
        if not passages:
            return str(NOTHING)
        if any(len(passage) < SHORTEST for passage in passages):
            return str(TOO_SHORT)
        if not all(is_in(self.item, passage) for passage in passages):
            return str(NOT_THERE)
        return str(TOO_LONG) if is_too_long(self.item, passages) else ""
