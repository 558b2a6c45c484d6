"""What forms of the set-up have in common: tidy boxes, plain refusals, and nothing that is fixed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, DateTimeField, EmailField, Field, TextField
from django.http import QueryDict
from django.utils.translation import gettext as _

from ideas_platform.lib.beside_fields import BesideFields
from ideas_platform.lib.careful_fields import MomentField
from ideas_platform.lib.dates import say_date, say_when
from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from ideas_platform.lib.pasted_address import PastedAddressField
from workshops.admin.dates_form import DayAndTime
from workshops.domain.fixed_fields import list_fixed
from workshops.domain.set_up_changes import Part
from workshops.models import Workshop

BOXES: dict[type[Field[Any, Any]], type[forms.Field]] = {
    CharField: LineField,
    TextField: LongTextField,
    EmailField: PastedAddressField,
}


class DayAndTimeBoxes(DayAndTime):
    """The same two boxes, in the look of our own pages."""

    def __init__(self) -> None:
        super().__init__()
        for box in self.widgets:
            box.attrs["class"] = "nhsuk-input day-and-time"


def make_box(column: Field[Any, Any], **options: Any) -> forms.Field | None:
    """Return the box for a column, one that takes out what cannot be seen where it is for text."""
    if column.name == "name":
        return column.formfield(form_class=NameField, **options)
    if isinstance(column, DateTimeField):
        return column.formfield(form_class=MomentField, widget=DayAndTimeBoxes, **options)
    box = BOXES.get(type(column))
    if box and not getattr(column, "choices", None):
        return column.formfield(form_class=box, **options)
    return column.formfield(**options)


def say_value(value: Any) -> str:
    """Return what is stored, in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return say_when(value)
    if isinstance(value, date):
        return say_date(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


class StepForm(BesideFields):
    """A step that writes fields of the workshop, of which those stay away that nobody changes any more."""

    # Boxes that may be empty until the workshop is announced or opens.
    needed_to_open: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: QueryDict | None, *, instance: Workshop) -> None:
        super().__init__(data, instance=instance)
        names = [name for name in self.fields if name in list_fixed(instance)]
        # What stays as it is: what it is called, and what it says.
        self.fixed = [(self[name].label, say_value(getattr(instance, name))) for name in names]
        for name in names:
            del self.fields[name]

    @property
    def names(self) -> list[str]:
        """The fields of the workshop that this form writes."""
        return [name for name in self._meta.fields or () if name in self.fields]

    def find_part(self) -> Part | None:
        """Return what is saved together with the fields as it was filled in, None for nothing."""
        return None
