"""The two boxes for a date and a time, each with a name of its own for those who cannot see them."""

from typing import Any

from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import DateTimeField
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.careful_fields import MomentField


class Moment(AdminSplitDateTime):
    """A box for the date and one for the time."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for box, name in zip(self.widgets, (_("Date"), _("Time")), strict=True):
            box.attrs["aria-label"] = name


NAMED_MOMENTS: dict[Any, dict[str, Any]] = {DateTimeField: {"widget": Moment, "form_class": MomentField}}
