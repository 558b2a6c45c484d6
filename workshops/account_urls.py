"""The addresses of signing in: of allauth's many, those that we use.

Allauth looks up some names itself; where we do not want its page, the name leads to our one box.
"""

from allauth.account.views import logout
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from workshops.views import sign_in

to_sign_in = RedirectView.as_view(pattern_name="sign_in", query_string=True)
to_second_factor = RedirectView.as_view(pattern_name="mfa_reauthenticate", query_string=True)

urlpatterns = [
    path("code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("logout/", logout, name="account_logout"),
    path("login/", to_sign_in, name="account_login"),
    path("login/code/", to_sign_in, name="account_request_login_code"),
    path("signup/", to_sign_in, name="account_signup"),
    path("inactive/", to_sign_in, name="account_inactive"),
    path("email/", to_sign_in, name="account_email"),
    path("reauthenticate/", to_second_factor, name="account_reauthenticate"),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
