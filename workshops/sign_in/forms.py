"""What is typed in to sign in, and to change the address one signs in with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ideas_platform.lib.typed_codes import find_digits
from workshops.address_field import AddressField
from workshops.domain.admission import find_code
from workshops.models import JoinCode, Workshop
from workshops.sign_in.rate_limits import LONG_CODE

NOT_AN_ADDRESS = _("Enter an e-mail address, like name@example.nhs.uk.")
UNKNOWN_CODE = _(
    "We don’t know this join code, or it is no longer in use. Check it, or ask the organisers for a new one."
)
WRONG_CODE = _("That is not the code we sent. Check it and try again.")
WRONG_CODE_OF = _("That is not the code we sent to %(address)s. Check it and try again.")
SIX_DIGITS, TEN_DIGITS = _("The code has six digits."), _("The code has ten digits.")


class CodeField(forms.CharField):
    """A box for a code from a letter. What is not of its length is no try."""

    def __init__(self, digits: int, label: Any, required: Any) -> None:
        self._digits = digits
        super().__init__(
            label=label,
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
            error_messages={"required": required},
        )

    def clean(self, value: Any) -> str:
        """Return the digits of what was pasted; raises ValidationError where they are not so many."""
        code = find_digits(super().clean(value))
        if len(code) != self._digits:
            raise ValidationError(TEN_DIGITS if self._digits == LONG_CODE else SIX_DIGITS, code="length")
        return code


def say_tries_left(wrong: str | Promise, left: int) -> str:
    """Return what is said of a wrong code, and how many tries are left."""
    words = ngettext("You have %(left)d try left.", "You have %(left)d tries left.", left) % {"left": left}
    return f"{wrong} {words}"


class SignInForm(forms.Form):
    """The one box: an address, known or not."""

    email = AddressField(
        _("Your work e-mail address"), required=_("Enter your work e-mail address."), wrong=NOT_AN_ADDRESS
    )


class JoinCodeForm(forms.Form):
    """A join code as it is on a poster: of this workshop, or where none is known, of any."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, workshop: Workshop | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "join_%s", **kwargs})
        self._workshop = workshop

    @property
    def join_code(self) -> JoinCode | None:
        """The code that was typed, if it can be used."""
        return self.cleaned_data.get("code") if self.is_bound and self.is_valid() else None

    def clean_code(self) -> JoinCode | None:
        """Return the code; one that is used up, or has ended, is refused like one that never was."""
        typed = str(self.cleaned_data["code"])
        found = find_code(self._workshop, typed)
        if typed and found is None:
            raise ValidationError(UNKNOWN_CODE, code="unknown")
        return found


class CodeForm(forms.Form):
    """The code from the letter."""

    def __init__(self, digits: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Ten-digit code") if digits == LONG_CODE else _("Six-digit code")
        self.fields["code"] = CodeField(digits, label, _("Enter the code from our e-mail."))

    def refuse_code(self, left: int) -> None:
        """Say beside the field that this is not the code, and how many tries are left."""
        self.add_error("code", ValidationError(say_tries_left(WRONG_CODE, left), code="wrong"))


class NewAddressForm(SignInForm):
    """The box for the address that one will sign in with."""

    email = AddressField(
        _("Your new e-mail address"), required=_("Enter your new e-mail address."), wrong=NOT_AN_ADDRESS
    )

    def __init__(self, present: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._present = present

    def clean_email(self) -> str:
        """Return the address; it must be another one."""
        address: str = self.cleaned_data["email"]
        if address == self._present:
            raise ValidationError(_("That is your address already. Enter another one."), code="same")
        return address

    def refuse_taken(self) -> None:
        """Say beside the field that somebody has got this address in the meantime."""
        words = _("This address has an account of its own now. Enter another one.")
        self.add_error("email", ValidationError(words, code="taken"))


class BothCodesForm(forms.Form):
    """The codes from the letters to the address one has and to the one that one wants."""

    def __init__(self, old: str, new: str, digits: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses = {"old_code": old, "new_code": new}
        self.fields["old_code"] = CodeField(
            digits,
            _("Code we sent to your address now, %(address)s") % {"address": old},
            _("Enter the code from our e-mail to your address now."),
        )
        self.fields["new_code"] = CodeField(
            digits,
            _("Code we sent to your new address, %(address)s") % {"address": new},
            _("Enter the code from our e-mail to your new address."),
        )

    def refuse_codes(self, names: Iterable[str], left: int) -> None:
        """Say beside the fields of these names that this is not the code that was sent there."""
        for name in names:
            wrong = WRONG_CODE_OF % {"address": self._addresses[name]}
            self.add_error(name, ValidationError(say_tries_left(wrong, left), code="wrong"))
