"""Which themes somebody of the staff reads first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from workshops.models import Membership, Theme

GONE = _("This person or theme is not there any more. Look at the page again.")


class ThemeAssignmentForm(PlainForm):
    """One person of the staff, and any number of themes; none takes all of them away."""

    def __init__(self, people: Sequence[Membership], themes: Sequence[Theme], sent: Any) -> None:
        super().__init__(sent)
        self._people = {str(person.pk): person for person in people}
        self._themes = {str(theme.pk): theme for theme in themes}
        wrong = {"required": GONE, "invalid_choice": GONE}
        self.fields["person"] = forms.ChoiceField(
            choices=[(key, key) for key in self._people], error_messages=wrong
        )
        self.fields["theme"] = forms.MultipleChoiceField(
            choices=[(key, key) for key in self._themes], required=False, error_messages=wrong
        )

    @property
    def person(self) -> Membership:
        """Return who was chosen; the form must be valid."""
        return self._people[self.cleaned_data["person"]]

    @property
    def themes(self) -> list[Theme]:
        """Return the themes that were chosen; the form must be valid."""
        return [self._themes[key] for key in self.cleaned_data["theme"]]
