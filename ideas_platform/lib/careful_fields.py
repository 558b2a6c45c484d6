"""Boxes that refuse in plain words what Django's own would answer with words of its insides."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField, SplitDateTimeField
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

CLOCKS_CHANGE = _("The clocks change in this hour. Choose another.")


def find_moment(day: date, clock: time) -> datetime:
    """Return the moment when a clock here shows this.

    Raises ValidationError in an hour that a change of the clocks leaves out, or has twice.
    """
    try:
        return from_current_timezone(datetime.combine(day, clock))
    except ValidationError as error:
        raise ValidationError(CLOCKS_CHANGE, code="clocks_change") from error


class MomentField(SplitDateTimeField):
    """A day and a time."""

    def compress(self, data_list: tuple[date, time] | None) -> datetime | None:
        """Return the moment, None where both boxes are empty."""
        if data_list and None not in data_list:
            return find_moment(*data_list)
        return super().compress(data_list)


class RowChoiceField(ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows: what is no key at all is refused like the key of a row that is not offered."""

    def to_python(self, value: Any) -> Any:
        """Return the row, None for none."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            said = self.error_messages["invalid_choice"]
            raise ValidationError(said, code="invalid_choice", params={"value": value}) from error
