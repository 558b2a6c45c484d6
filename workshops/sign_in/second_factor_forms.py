"""Allauth's boxes for a code of the second factor take what people paste; what is no code is no try."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.typed_codes import fold_code

APP_DIGITS, RECOVERY_DIGITS = 6, 8
NO_CODE = _("The code of your app has six digits. A recovery code has eight.")


class _PastedCode:
    """A form whose `code` is folded before allauth counts a try."""

    cleaned_data: dict[str, Any]
    lengths: tuple[int, ...] = (APP_DIGITS, RECOVERY_DIGITS)

    def clean_code(self) -> str:
        """Return the code; raises ValidationError for a wrong one, and without a try for what is none."""
        code = fold_code(self.cleaned_data["code"])
        if not (code.isascii() and code.isdigit() and len(code) in self.lengths):
            raise ValidationError(NO_CODE, code="length")
        self.cleaned_data["code"] = code
        return str(super().clean_code())  # type: ignore[misc]


class ShowFactorForm(_PastedCode, AuthenticateForm):  # type: ignore[misc]
    """The box when signing in."""


class ShowFactorAgainForm(_PastedCode, ReauthenticateForm):  # type: ignore[misc]
    """The box before something that needs the second factor once more."""


class SetUpAppForm(_PastedCode, ActivateTOTPForm):  # type: ignore[misc]
    """The box for the first code of a new app."""

    lengths = (APP_DIGITS,)
