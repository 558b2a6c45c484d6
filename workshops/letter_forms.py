"""What one fills in to get letters, or to get none."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from workshops.address_field import AddressField
from workshops.models.subscriptions import Letter

OFFERS = {
    Letter.OPENING: _("Write to me once, when the workshop opens"),
    Letter.DIGEST: _("Write to me once a week, if there is something new"),
    Letter.RESULTS: _("Write to me once, when the results are out"),
}


class NoticeForm(forms.Form):
    """An address for one letter; somebody who is signed in has one."""

    email = AddressField(hint=_("We use it for this one e-mail, then delete it."))

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]


class LettersForm(forms.Form):
    """Which letters a member wants: none unless it is ticked."""

    def __init__(
        self, offered: Collection[Letter], data: QueryDict | None, *, chosen: Collection[Letter]
    ) -> None:
        initial = {letter.value: letter in chosen for letter in offered}
        super().__init__(data, initial=initial)
        for letter in offered:
            self.fields[letter.value] = forms.BooleanField(label=OFFERS[letter], required=False)

    def letters(self) -> set[Letter]:
        """Return what was ticked; the form must be valid."""
        return {Letter(name) for name, is_ticked in self.cleaned_data.items() if is_ticked}
