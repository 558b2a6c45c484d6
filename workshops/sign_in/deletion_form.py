"""What is ticked before an account is deleted."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeletionForm(forms.Form):
    """One box: nobody deletes an account by a slip."""

    sure = forms.BooleanField(
        label=_("I know that nobody can bring my account back"),
        error_messages={"required": _("Tick the box if you want to delete your account.")},
    )
