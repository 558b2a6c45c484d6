"""How many texts are drawn, and what a reader says about one of them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.domain.holding import is_held
from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField
from moderation.domain.omission_sample import NO_POINT, SHOWS_SOMEBODY, Answer, NewAnswer, find_sizes
from moderation.models import SampledText
from moderation.models.omission_samples import POINT_LENGTH

BEGIN_WITH = 100


class SampleForm(PlainForm):
    """The size of a sample, and how many samples there were when it was chosen."""

    size = forms.IntegerField(
        label=_("How many texts"),
        help_text=_("Choose it now: it cannot be changed later."),
        error_messages={"required": _("Say how many texts."), "invalid": _("Write a number.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000)

    def __init__(self, published: int, samples: int, sent: Any = None) -> None:
        fewest, most = find_sizes(published)
        begin = {"size": max(fewest, min(BEGIN_WITH, most)), "seen": samples}
        super().__init__(sent, auto_id="sample_%s", initial=begin)
        size = forms.IntegerField(min_value=fewest, max_value=most, widget=forms.NumberInput)
        mine = cast("forms.IntegerField", self.fields["size"])
        mine.min_value, mine.max_value = fewest, most
        mine.validators, mine.widget = size.validators, size.widget
        mine.widget.attrs["inputmode"] = "numeric"


class SampleAnswerForm(PlainForm):
    """One press, and in one case the words that go with it."""

    do = forms.ChoiceField(choices=Answer.choices)
    point = LineField(
        label=_("Which point is missing?"),
        help_text=_("Only where one is. In your own words, for the group."),
        max_length=POINT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, text: SampledText, sent: Any = None) -> None:
        super().__init__(sent, auto_id="sample_%s", initial={"point": text.point})

    def clean(self) -> dict[str, Any]:
        """Ask for the point where one is missing; one that shows somebody is refused."""
        cleaned = super().clean() or {}
        point = cleaned.get("point", "")
        if cleaned.get("do") == Answer.MISSING and not point and "point" not in self.errors:
            self.add_error("point", forms.ValidationError(NO_POINT, code="required"))
        if is_held(point):
            self.add_error("point", forms.ValidationError(SHOWS_SOMEBODY, code="held"))
        return cleaned

    def read_answer(self, seen: str) -> NewAnswer:
        """Return what was said; the form must be valid."""
        return NewAnswer(self.cleaned_data["do"], self.cleaned_data["point"], seen)
