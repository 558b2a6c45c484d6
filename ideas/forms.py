"""What may be typed in, and how we say what is wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ideas.domain.catalogue import read_themes
from ideas.domain.ideas import IdeaText
from ideas.domain.warnings import Warnings, warn_about
from ideas.models import Idea
from ideas.models.ideas import BODY_LENGTH, REPLACEMENT_LENGTH, TITLE_LENGTH
from ideas_platform.lib.big_numbers import write_numbers
from ideas_platform.lib.long_text import LineField, LongTextField
from workshops.models import PollOption, Workshop

SOMETHING_ELSE = "other"
INTENT_HINTS: Mapping[str, Any] = {
    Idea.Intent.BUILD: _("You agree, and add something."),
    Idea.Intent.CHALLENGE: _("You don’t agree, or see a problem."),
    Idea.Intent.REPLACE: _("You would write this part differently."),
    Idea.Intent.BLOCK: _("You know what stops it in practice. You don’t need to have the answer."),
    Idea.Intent.NEW: _("The draft does not mention it."),
}


class HintedRadios(forms.RadioSelect):
    """Radio buttons, each with a line that explains it."""

    def __init__(self, hints: Mapping[str, Any]) -> None:
        super().__init__()
        self._hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template knows of one button: what Django says, and `hint`."""
        return {**super().create_option(name, value, *args, **kwargs), "hint": self._hints.get(value, "")}


class IdeaForm(forms.Form):
    """An idea: title and text first, then theme and intent, which begin with what fits most."""

    title = LineField(
        label=_("Your idea in one line"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("Write your idea in one line."),
            "max_length": _(
                "The line is too long: %(limit_value)s characters at most, yours has %(show_value)s."
            ),
        },
    )
    body = LongTextField(
        label=_("Tell us more"),
        help_text=_(
            "What happens now, what should happen, and what would it change? Name no person and no patient."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Tell us a little more about your idea.")},
    )
    theme = forms.ChoiceField(
        label=_("Which part of the draft is it about?"),
        initial=SOMETHING_ELSE,
        error_messages={"required": _("Choose a part of the draft, or “Something else”.")},
    )
    intent = forms.ChoiceField(
        label=_("What does your idea do?"),
        choices=Idea.Intent.choices,
        initial=Idea.Intent.NEW,
        widget=HintedRadios(INTENT_HINTS),
        error_messages={"required": _("Choose what your idea does.")},
    )

    def __init__(self, workshop: Workshop, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._themes = {str(theme.number): theme for theme in read_themes(workshop)}
        choices = [(number, str(theme)) for number, theme in self._themes.items()]
        theme_field = self.fields["theme"]
        assert isinstance(theme_field, forms.ChoiceField)  # noqa: S101  # nosec B101
        theme_field.choices = [*choices, (SOMETHING_ELSE, _("Something else"))]

    def begin_under(self, number: str) -> None:
        """Let the form begin under the theme of this number, if there is one."""
        if number in self._themes:
            self.fields["theme"].initial = number

    def clean(self) -> dict[str, Any]:
        """Check the length of the text, which depends on what the idea does."""
        cleaned = super().clean() or {}
        limit = REPLACEMENT_LENGTH if cleaned.get("intent") == Idea.Intent.REPLACE else BODY_LENGTH
        over = len(cleaned.get("body", "")) - limit
        if over > 0:
            words = ngettext(
                "Your text is %(over)s character too long: %(limit)s at most.",
                "Your text is %(over)s characters too long: %(limit)s at most.",
                over,
            )
            params = write_numbers({"over": over, "limit": limit})
            self.add_error("body", ValidationError(words, code="max_length", params=params))
        return cleaned

    def find_warnings(self) -> Warnings:
        """Return which passages could identify somebody; the form must be valid."""
        return warn_about(title=self.cleaned_data["title"], body=self.cleaned_data["body"])

    def idea_text(self) -> IdeaText:
        """Return what was written; the form must be valid."""
        data = self.cleaned_data
        return IdeaText(self._themes.get(data["theme"]), data["intent"], data["title"], data["body"])


class PollForm(forms.Form):
    """One of the options of the straw poll."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )

    def __init__(self, options: Sequence[PollOption], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = {str(option.number): option for option in options}
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # nosec B101
        field.choices = [(number, option.label) for number, option in self._options.items()]

    def chosen_option(self) -> PollOption:
        """Return what was chosen; the form must be valid."""
        return self._options[self.cleaned_data["answer"]]
