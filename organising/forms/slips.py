"""How many slips to print, and for which organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_USES
from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.careful_fields import RowChoiceField
from workshops.domain.slips import MOST_IN_A_PILE
from workshops.models import Organisation, Workshop

SO_MANY = _("Print from ten to five hundred at a time.")


class SlipsForm(PlainForm):
    """A pile of slips."""

    organisation = RowChoiceField(
        Organisation.objects.none(),
        label=_("For which organisation"),
        help_text=_("Whoever joins with one of these slips counts there."),
        empty_label=_("Choose one"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose an organisation.")),
    )
    number = forms.IntegerField(
        label=_("How many slips"),
        min_value=FEWEST_USES,
        max_value=MOST_IN_A_PILE,
        initial=40,
        error_messages={
            "required": SO_MANY,
            "invalid": SO_MANY,
            "min_value": SO_MANY,
            "max_value": SO_MANY,
        },
    )

    def __init__(self, workshop: Workshop, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, RowChoiceField)  # noqa: S101  # nosec B101
        field.queryset = Organisation.objects.filter(workshop=workshop).offered().order_by("name")
