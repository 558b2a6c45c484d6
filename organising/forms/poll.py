"""The straw poll: a question on a scale."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.long_text import LineField
from organising.forms.step_form import StepForm, make_box
from workshops.domain.poll_text import MOST_OPTIONS, PollText
from workshops.models import Poll, PollOption, Workshop
from workshops.models.polls import FEWEST_OPTIONS

NUMBERS = range(1, MOST_OPTIONS + 1)
# What the boxes of a poll that is not there yet begin with.
OFFERED = ((_("Completely"), True), (_("Mostly"), True), (_("Only partly"), False), (_("Not at all"), False))


def _find_length(model: type[Any], name: str) -> int:
    return int(model._meta.get_field(name).max_length)


class PollForm(StepForm):
    """A question, its answers from one end of the scale to the other, and which are supportive."""

    question = LineField(
        label=_("Question"),
        max_length=_find_length(Poll, "question"),
        required=False,
        help_text=_("Such as: Do you support the draft vision? Leave it empty to have no poll."),
    )
    supportive_words = LineField(
        label=_("What the supportive answers say"),
        max_length=_find_length(Poll, "supportive_words"),
        required=False,
        help_text=_("It follows the share: “91% …”. Such as: support it completely or mostly"),
    )

    class Meta:
        model = Workshop
        fields: tuple[str, ...] = ()
        formfield_callback = make_box

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        stored = PollText().read(self.instance)
        offered = stored.options or OFFERED
        self.initial.update(question=stored.question, supportive_words=stored.supportive_words)
        for number in NUMBERS:
            label, is_supportive = offered[number - 1] if number <= len(offered) else ("", False)
            self.fields[f"answer_{number}"] = LineField(
                label=_("Answer %(number)d") % {"number": number},
                max_length=_find_length(PollOption, "label"),
                required=False,
                initial=label,
            )
            self.fields[f"supportive_{number}"] = forms.BooleanField(
                label=_("Answer %(number)d is supportive") % {"number": number},
                required=False,
                initial=is_supportive,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a question without answers, and two answers that say the same."""
        cleaned = super().clean() or {}
        labels = [label for label, _supportive in self._list_options(cleaned)]
        if cleaned.get("question") and len(labels) < FEWEST_OPTIONS:
            self.add_error("answer_1", _("Write at least two answers to the straw poll."))
        twice = next((label for label in labels if labels.count(label) > 1), None)
        if twice:
            words = _("“%(value)s” is there twice.")
            self.add_error(None, ValidationError(words, code="twice", params={"value": twice}))
        return cleaned

    def find_part(self) -> PollText:
        """Return the poll that was written."""
        cleaned = getattr(self, "cleaned_data", {})
        return PollText(
            cleaned.get("question", ""), cleaned.get("supportive_words", ""), self._list_options(cleaned)
        )

    def _list_options(self, cleaned: dict[str, Any]) -> tuple[tuple[str, bool], ...]:
        rows = ((cleaned.get(f"answer_{n}"), bool(cleaned.get(f"supportive_{n}"))) for n in NUMBERS)
        return tuple((label, is_supportive) for label, is_supportive in rows if label)
