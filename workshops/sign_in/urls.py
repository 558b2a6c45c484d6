"""The addresses of signing in: of allauth's many, those that we use.

Allauth looks up some names itself; where we do not want its page, the name leads to our one box.
"""

from allauth.account.views import logout
from django.urls import include, path
from django.views.generic import RedirectView

from workshops.sign_in.views import address, deletion, pending_text, sign_in
from workshops.sign_in.views import second_factor as factor

to_sign_in = RedirectView.as_view(pattern_name="sign_in", query_string=True)
to_second_factor = RedirectView.as_view(pattern_name="mfa_reauthenticate", query_string=True)

second_factor_addresses = [
    path("", factor.show_factors, name="mfa_index"),
    path("authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", factor.activate_totp, name="mfa_activate_totp"),
    path("totp/deactivate/", factor.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", factor.show_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", factor.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", factor.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("webauthn/", factor.list_keys, name="mfa_list_webauthn"),
    path("webauthn/add/", factor.add_key, name="mfa_add_webauthn"),
    path("webauthn/reauthenticate/", factor.reauthenticate_with_key, name="mfa_reauthenticate_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", factor.remove_key, name="mfa_remove_webauthn"),
    path("webauthn/keys/<int:pk>/edit/", factor.edit_key, name="mfa_edit_webauthn"),
]

urlpatterns = [
    path("code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("code/letter/", sign_in.write_again, name="code_letter"),
    path("logout/", logout, name="account_logout"),
    path("waiting-text/", pending_text.throw_away, name="waiting_text"),
    path("email/", address.ask_for_codes, name="change_address"),
    path("email/codes/", address.confirm_codes, name="confirm_address"),
    path("email/codes/letters/", address.write_again, name="address_letters"),
    path("deletion/", deletion.delete_mine, name="deletion"),
    path("login/", to_sign_in, name="account_login"),
    path("login/code/", to_sign_in, name="account_request_login_code"),
    path("signup/", to_sign_in, name="account_signup"),
    path("inactive/", to_sign_in, name="account_inactive"),
    path("reauthenticate/", to_second_factor, name="account_reauthenticate"),
    path("2fa/", include(second_factor_addresses)),
]
