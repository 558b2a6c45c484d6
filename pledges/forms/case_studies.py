"""What somebody fills in to send a case study, and what staff say about one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from pledges.domain.case_studies import NewPicture, Story
from pledges.forms.signers import SignerForm
from pledges.models import CaseStudy
from pledges.models.case_studies import STORY_LENGTH, WORDS_LENGTH
from pledges.models.pledges import REASON_LENGTH, TITLE_LENGTH
from results.domain.pictures import DrawnPicture, draw_picture
from workshops.models.places import NAME_LENGTH

PICTURES = 2
NEEDS_WORDS = _("Say what the picture shows, for those who cannot see it.")
NEEDS_PICTURE = _("Choose the picture that these words are about.")
AGAIN = _("Choose the picture again.")


class CaseStudyForm(SignerForm):
    """A case study with its pictures, signed, with what it means to agree."""

    title = LineField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Give it a title.")}
    )
    text = LongTextField(
        label=_("What you did, and what came of it"),
        help_text=_("You can use Markdown. Name no patient, and nobody who has not agreed."),
        max_length=STORY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Say what you did, and what came of it.")},
    )
    organisation = NameField(
        label=_("Your organisation"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Enter the name of your organisation.")},
    )
    foundations = forms.MultipleChoiceField(
        label=_("Which part of the Declaration does it show at work?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one."),
            "invalid_choice": _("Choose from the list."),
            "invalid_list": _("Choose from the list."),
        },
    )
    agrees = forms.BooleanField(
        label=_("I agree"),
        help_text=_(
            "I may publish this for my organisation. Everybody who can be recognised in text or pictures has "
            "agreed. Anybody may read it here and pass it on, with my name and job. I can take it back at "
            "any time; what others have copied by then stays with them."
        ),
        error_messages={"required": _("Tick the box: without it we cannot publish this.")},
    )
    field_order = ["title", "text", "organisation", "foundations", "name", "job", "email", "agrees"]

    def __init__(self, *args: Any, foundations: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._drawn: dict[int, DrawnPicture] = {}
        self.fields["foundations"].choices = list(foundations)  # type: ignore[attr-defined]
        for number in range(1, PICTURES + 1):
            self.fields[f"picture_{number}"] = forms.FileField(
                label=_("Picture %(number)d") % {"number": number},
                help_text=_("PNG, JPEG or WebP, 5 MB at most. We keep only what one sees of it."),
                required=False,
                error_messages={"empty": _("The file is empty.")},
                widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
            )
            self.fields[f"words_{number}"] = LineField(
                label=_("Picture %(number)d in words") % {"number": number},
                help_text=_("What it shows, for those who cannot see it."),
                max_length=WORDS_LENGTH,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Draw the pictures anew; a picture has words, and words have a picture."""
        cleaned = super().clean() or {}
        for number in range(1, PICTURES + 1):
            self._read_picture(number, cleaned)
        if self.errors:
            for number in self._drawn:
                self.add_error(f"picture_{number}", AGAIN)
        return cleaned

    def _read_picture(self, number: int, cleaned: dict[str, Any]) -> None:
        picture, words = f"picture_{number}", f"words_{number}"
        sent = cleaned.get(picture)
        if sent:
            try:
                self._drawn[number] = draw_picture(sent)
            except forms.ValidationError as error:
                self.add_error(picture, error)
            if not cleaned.get(words) and words not in self.errors:
                self.add_error(words, NEEDS_WORDS)
        elif cleaned.get(words) and picture not in self.errors:
            self.add_error(picture, NEEDS_PICTURE)

    def read_story(self) -> Story:
        """Return what it says; the form must be valid."""
        said = self.cleaned_data
        return Story(said["title"], said["text"], said["organisation"], said["foundations"])

    def read_pictures(self) -> list[NewPicture]:
        """Return the pictures that were sent; the form must be valid."""
        return [NewPicture(drawn, self.cleaned_data[f"words_{n}"]) for n, drawn in self._drawn.items()]


class CaseStudyChangeForm(CaseStudyForm):
    """What who signed a case study changes; new pictures take the place of all those that there are."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["email"], self.fields["agrees"]


def list_story_values(study: CaseStudy) -> dict[str, Any]:
    """Return what the boxes begin with: what the case study says now."""
    said = {name: getattr(study, name) for name in ("title", "text", "organisation", "foundations")}
    return {**said, "name": study.contact.name, "job": study.contact.job}


class ReasonForm(PlainForm):
    """What staff say to who signed a case study, where they do not publish it."""

    reason = LongTextField(
        label=_("What you say to who signed it"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what to change, or why not.")},
    )
