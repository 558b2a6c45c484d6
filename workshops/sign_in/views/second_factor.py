"""Allauth's pages of the second factor, answering as ours do: what is typed wrong is a 422."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def refuse_invalid(view: View) -> View:
    """Return the view with status 422 where a POST brings its form back: allauth says 200 then."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return wrapped


show_factors = base.index
authenticate = refuse_invalid(base.authenticate)
reauthenticate = refuse_invalid(base.reauthenticate)
activate_totp = refuse_invalid(totp.activate_totp)
deactivate_totp = refuse_invalid(totp.deactivate_totp)
show_recovery_codes = codes.view_recovery_codes
generate_recovery_codes = refuse_invalid(codes.generate_recovery_codes)
download_recovery_codes = codes.download_recovery_codes
list_keys = webauthn.list_webauthn
add_key = refuse_invalid(webauthn.add_webauthn)
edit_key = refuse_invalid(webauthn.edit_webauthn)
remove_key = refuse_invalid(webauthn.remove_webauthn)
reauthenticate_with_key = refuse_invalid(webauthn.reauthenticate_webauthn)
