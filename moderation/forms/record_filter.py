"""Which decisions of the record somebody wants to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from moderation.models import Decision


class RecordFilter(PlainForm):
    """All boxes may stay empty."""

    verdict = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[("", _("all")), *Decision.Verdict.choices]
    )
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("all")), *Decision.Reason.choices]
    )
    by = forms.ChoiceField(label=_("By"), required=False, choices=[("", _("everybody")), ("me", _("me"))])
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
