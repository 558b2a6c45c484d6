"""What the staff fill in about other voices: where they come from, their passages, and paper forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from identifiers import find_identifiers, mark_passages
from moderation.domain.other_voices import VoiceFacts
from moderation.domain.paper_forms import find_open_choice
from moderation.models import OtherVoice
from moderation.models.other_voices import DETAIL_LENGTH, PASSAGE_LENGTH, REFERENCE_LENGTH, TITLE_LENGTH

AT_ONCE = 40
MOST_PEOPLE = 30_000
MOST_FORMS = 30_000
NO_SOURCE = _("Write focus group, interview, event or literature.")
NO_STREAM = _("Write staff, service users and carers, or literature.")
NO_NUMBER = _("Write how many people there were, as a number.")
NO_DAY = _("Write a day, such as 3/10/2026.")
NO_WORDS = _("Write what was said.")
LONG = _("A passage has 4,000 letters at most.")
MARKED = _("“%(words)s” may show who somebody is. Change it, or tick the box below.")
Stream = OtherVoice.Stream
Source = OtherVoice.Source


class VoiceForm(PlainForm):
    """Where a voice comes from."""

    title = LineField(
        label=_("Title"),
        help_text=_("Such as “Carers in Newham, first group”. Name no person."),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Give it a title.")},
    )
    source = forms.ChoiceField(
        label=_("Source"),
        choices=[("", _("Choose one")), *Source.choices],
        error_messages={"required": _("Say where it comes from."), "invalid_choice": NO_SOURCE},
    )
    stream = forms.ChoiceField(
        label=_("Whose voice"),
        help_text=_("These three stand side by side. They are never added up."),
        choices=[("", _("Choose one")), *Stream.choices],
        error_messages={"required": _("Say whose voice it is."), "invalid_choice": NO_STREAM},
    )
    people = forms.IntegerField(
        label=_("Number of people"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_NUMBER),
    )
    held_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY},
    )
    place = LineField(label=_("Place"), required=False, max_length=DETAIL_LENGTH)
    notes_by = LineField(
        label=_("Who took the notes"),
        help_text=_("What they do is enough, such as “a researcher”."),
        required=False,
        max_length=DETAIL_LENGTH,
    )
    reference = LineField(
        label=_("Reference"),
        help_text=_("For literature: authors, year, title, where it can be found."),
        required=False,
        max_length=REFERENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reference of literature; its voice is literature, and nothing else is."""
        cleaned = super().clean() or {}
        source, stream = cleaned.get("source"), cleaned.get("stream")
        if source and stream and (source == Source.LITERATURE) != (stream == Stream.LITERATURE):
            words = _("Literature is a voice of its own: choose it for both, or for neither.")
            self.add_error("stream", forms.ValidationError(words, code="stream"))
        if source == Source.LITERATURE and not cleaned.get("reference") and "reference" not in self.errors:
            self.add_error("reference", forms.ValidationError(_("Give the reference."), code="required"))
        return cleaned

    def read_facts(self) -> VoiceFacts:
        """Return what was filled in; the form must be valid."""
        return VoiceFacts(**self.cleaned_data)


class ShowsNobody(PlainForm):
    """A form with words that somebody said: asks once more where they may show who somebody is."""

    words_in = "body"
    shows_nobody = forms.BooleanField(label=_("I have looked: this shows nobody"), required=False)

    def clean(self) -> dict[str, Any]:
        """Name what may show who somebody is, unless somebody has looked at it."""
        cleaned = super().clean() or {}
        found = [] if cleaned.get("shows_nobody") else list_marked(cleaned.get(self.words_in) or "")
        if found:
            words = forms.ValidationError(MARKED, code="marked", params={"words": found[0]})
            self.add_error(self.words_in, words)
        return cleaned

    @property
    def asks(self) -> bool:
        """Whether to show the box: only where something was found, now or before."""
        return self["shows_nobody"].value() or any(
            error.code == "marked" for error in self.errors.as_data().get(self.words_in, [])
        )


def list_marked(text: str) -> list[str]:
    """Return the parts of a text that may show who somebody is, each once."""
    parts = mark_passages(text, find_identifiers(text))
    return list(dict.fromkeys(part.text for part in parts if part.finding))


class PassagesForm(ShowsNobody):
    """One passage or several, with an empty line between."""

    words_in = "bodies"
    field_order = ("bodies", "shows_nobody")
    bodies = LongTextField(
        label=_("Passages"),
        help_text=_("Leave an empty line between two passages. Write no names."),
        max_length=AT_ONCE * PASSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": NO_WORDS},
    )

    def clean_bodies(self) -> str:
        """Ask for passages that are not too long, and not too many at once."""
        bodies = split_passages(self.cleaned_data["bodies"])
        if len(bodies) > AT_ONCE:
            raise forms.ValidationError(_("Add forty passages at once at most."), code="many")
        if any(len(body) > PASSAGE_LENGTH for body in bodies):
            raise forms.ValidationError(LONG, code="long")
        return str(self.cleaned_data["bodies"])

    def read_bodies(self) -> list[str]:
        """Return the passages in their order; the form must be valid."""
        return split_passages(self.cleaned_data["bodies"])


def split_passages(text: str) -> list[str]:
    """Return what stands between empty lines."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block).strip() for block in blocks if block]


class PassageForm(ShowsNobody):
    """The words of one passage."""

    field_order = ("body", "shows_nobody")
    body = LongTextField(
        label=_("Passage"),
        max_length=PASSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": NO_WORDS},
    )


class KeyingForm(PlainForm):
    """What stands on one paper form."""

    number = forms.IntegerField(
        label=_("Number on the form"),
        help_text=_("Number the forms with a pen before you begin."),
        min_value=1,
        max_value=MOST_FORMS,
        error_messages={"required": _("Write the number that stands on the form.")},
    )
    body = LongTextField(
        label=_("What stands on the form"),
        help_text=_("Word for word. Leave out names, and write […] in their place."),
        max_length=PASSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        error_messages={"required": _("Type what stands on the form.")},
    )


class SettledForm(PassageForm):
    """The words that count, of a form that two people have typed."""

    body = LongTextField(
        label=_("What counts"),
        max_length=PASSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "translate": "no"}),
        error_messages={"required": NO_WORDS},
    )

    def clean_body(self) -> str:
        """Refuse words between which nobody has chosen yet."""
        body = str(self.cleaned_data["body"])
        if still_open := find_open_choice(body):
            words = _("Choose between the two here, and take the brackets away: %(words)s")
            raise forms.ValidationError(words, code="open", params={"words": still_open})
        return body
