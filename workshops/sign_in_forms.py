"""What is typed in to sign in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from workshops.domain.admission import normalise_address

NOT_AN_ADDRESS = _("Enter an e-mail address, like name@example.nhs.uk.")
WRONG_CODE = _("That is not the code we sent. Check it and try again.")


class SignInForm(forms.Form):
    """The one box: an address, known or not."""

    email = forms.EmailField(
        label=_("Your work e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your work e-mail address."),
            "invalid": NOT_AN_ADDRESS,
            "max_length": NOT_AN_ADDRESS,
        },
    )

    def clean_email(self) -> str:
        """Return the address in normal form."""
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the code from our e-mail."),
            "max_length": _("The code has six digits."),
        },
    )

    def refuse_code(self) -> None:
        """Say beside the field that this is not the code."""
        self.add_error("code", ValidationError(WRONG_CODE, code="wrong"))
