"""What a workshop asks of those who join."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.careful_fields import RowChoiceField
from ideas_platform.lib.long_text import NameField
from ideas_platform.lib.visible_text import tidy_name
from workshops.domain.joining import Details
from workshops.domain.organisations import find_close, name_organisation
from workshops.models import Borough, Group, Organisation, Workshop
from workshops.models.places import NAME_LENGTH, normalise_name

NEW = "new"
SUGGESTIONS = "organisations"


class DetailsForm(forms.Form):
    """Where one works and who one is: all of it optional.

    An organisation is found by what is typed. Where it is close to some that are known, and none of them, the
    form comes back with the question which one it is.
    """

    organisation = NameField(
        label=_("Where do you work?"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_(
            "Type the name. If it is not in our list, we add it. We ask so that no organisation counts for "
            "more than its share. Nobody sees it beside an idea."
        ),
        widget=forms.TextInput(attrs={"data-combobox": SUGGESTIONS}),
        error_messages={"max_length": _("The name is too long: %(limit_value)s characters at most.")},
    )
    organisation_match = forms.ChoiceField(
        label=_("Is it one of these?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where you work, or “None of these”."),
            "invalid_choice": _("Choose where you work, or “None of these”."),
        },
    )
    borough = RowChoiceField(
        Borough.objects.none(),
        label=_("In which borough?"),
        help_text=_("So that we can see which parts of London are missing."),
        required=False,
        empty_label=_("I’d rather not say"),
    )
    group = RowChoiceField(
        Group.objects.none(),
        help_text=_("So that we can find what all groups agree on."),
        required=False,
        empty_label=_("I’d rather not say"),
    )
    own_device = forms.ChoiceField(
        label=_("Is this your own device?"),
        choices=[("yes", _("Yes, only I use it")), ("no", _("No, others use it too"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("On a shared one you are signed out after 15 minutes without a click."),
    )

    def __init__(self, workshop: Workshop, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._workshop = workshop
        self._close: dict[str, Organisation] = {}
        self._offer("borough", Borough.objects.all())
        self._offer("group", Group.objects.filter(workshop=workshop))
        self.fields["group"].label = workshop.group_question
        asked = {
            "organisation": workshop.asks_organisation,
            "organisation_match": workshop.asks_organisation and self._find_close(),
            "borough": workshop.asks_borough,
            "group": workshop.group_question,
        }
        for name in [name for name, is_asked in asked.items() if not is_asked]:
            del self.fields[name]

    def _offer(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, RowChoiceField)  # noqa: S101  # nosec B101
        field.queryset = queryset

    def _find_close(self) -> bool:
        """Return whether what was typed is close to names that are known, and offer these."""
        typed = tidy_name(str(self.data.get("organisation", "")))
        is_new = normalise_name(typed) != normalise_name(self.initial.get("organisation", ""))
        close = find_close(self._workshop, typed) if typed and is_new else []
        self._close = {str(one.pk): one for one in close}
        field = self.fields["organisation_match"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # nosec B101
        keep = _now("None of these: keep “%(name)s”") % {"name": typed}
        field.choices = [*((key, one.name) for key, one in self._close.items()), (NEW, keep)]
        return bool(close)

    def details(self) -> Details:
        """Return what was answered; an organisation that nobody knows is made. The form must be valid."""
        data = self.cleaned_data
        return Details(self._find_organisation(), data.get("borough"), data.get("group"))

    def _find_organisation(self) -> Organisation | None:
        match, typed = self.cleaned_data.get("organisation_match"), self.cleaned_data.get("organisation")
        if match and match != NEW:
            return self._close[match]
        return name_organisation(self._workshop, typed) if typed else None
