"""The dates to which an open workshop is extended, or until which a closed one is open again."""

from __future__ import annotations

from django.http import QueryDict

from organising.forms.step_form import DayAndTimeBoxes
from workshops.admin.dates_form import DatesForm
from workshops.models import Workshop


class MovedDatesForm(DatesForm):
    """The same boxes, in the look of the desk."""

    def __init__(self, workshop: Workshop, data: QueryDict | None) -> None:
        super().__init__(workshop, data)
        for field in self.fields.values():
            field.widget = DayAndTimeBoxes()
