"""Sessions, sign-in and second factor: settings that are the same on every site."""

SESSION_ENGINE = "workshops.sign_in.sessions"
SESSION_SAVE_EVERY_REQUEST = False
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AUTHENTICATION_BACKENDS = [
    "workshops.sign_in.backend.Backend",
]
# Only PINs are hashed: slow, and in much memory.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
SIGN_IN_CODE_MINUTES = 15
ACCOUNT_ADAPTER = "workshops.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Our own sign-in verifies the address before there is a user: see workshops/sign_in/codes.py.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = SIGN_IN_CODE_MINUTES * 60
ACCOUNT_LOGIN_TIMEOUT = SIGN_IN_CODE_MINUTES * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# For the second factor; the limits of the sign-in code are in workshops/sign_in/rate_limits.py.
ACCOUNT_RATE_LIMITS = {"login_failed": "600/m/ip,5/15m/key"}
MFA_ADAPTER = "workshops.sign_in.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "workshops.sign_in.second_factor_forms.ShowFactorForm",
    "reauthenticate": "workshops.sign_in.second_factor_forms.ShowFactorAgainForm",
    "activate_totp": "workshops.sign_in.second_factor_forms.SetUpAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = False
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
