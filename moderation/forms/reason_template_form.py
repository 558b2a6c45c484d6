"""Words of a workshop's own for a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField
from moderation.forms.decision_form import DecisionForm
from moderation.models import WORDS_LENGTH


class ReasonTemplateForm(PlainForm):
    """A reason, and what whoever wrote the text is told with it."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[
            ("", _("Choose a reason")),
            *((reason.value, reason.label) for reason in DecisionForm.reasons),
        ],
        error_messages={"required": _("Choose a reason.")},
    )
    words = LineField(
        label=_("What its author reads"),
        help_text=_("One or two plain sentences. No addresses, telephone numbers or codes."),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what its author reads.")},
    )
