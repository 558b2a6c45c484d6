"""The one settings file: typed, read from the environment, with safe defaults.

Local mode (`manage.py up`, tests) fills in what a server must be given: a database, a broker, a secret.
"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language_info

from ideas_platform.beat_schedule import SCHEDULE
from ideas_platform.database import describe_database
from ideas_platform.lib.identity_providers import read_providers
from ideas_platform.lib.secret_file import is_weak_secret, read_or_make_secret
from ideas_platform.local.paths import broker_url, database_url, locate, redis_url
from ideas_platform.local.port import find_port
from ideas_platform.logs import LOG_CONFIG
from ideas_platform.sign_in_settings import *  # noqa: F403 - each name is a setting

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where things are -------------------------------------------------------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
LOCAL_MODE: bool = env.bool("LOCAL_MODE", default=False)
PROCESS_ROLE: str = env.str("PROCESS_ROLE", default="command")
KEY_DIRS = [Path(folder) for folder in env.str("KEY_DIR", default=str(locate(DATA_DIR).keys)).split(":")]
MAIL_DIR = DATA_DIR / "mail"
# What organisers upload. Nothing serves this folder but the page of a material.
MEDIA_DIR = Path(env.str("MEDIA_DIR", default=str(DATA_DIR / "media"))).resolve()

# Secrets and hosts ------------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY", default="")
missing = [
    name for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL") if not env.str(name, default="")
]
if missing and not LOCAL_MODE:
    raise ImproperlyConfigured(f"Set {', '.join(missing)}: outside local mode there is no default.")
SECRET_KEY = SECRET_KEY or read_or_make_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
if not LOCAL_MODE and is_weak_secret(SECRET_KEY):
    raise ImproperlyConfigured("SECRET_KEY is too easy to guess: set 50 random characters or more.")
if not LOCAL_MODE and any(host.strip() in {"", "*", "."} for host in ALLOWED_HOSTS or [""]):
    raise ImproperlyConfigured("ALLOWED_HOSTS names the hosts of this site: * would let anybody choose them.")
# Whatever a request says: the site stands at the root of its host.
FORCE_SCRIPT_NAME = ""
PORT: int = env.int("PORT", default=find_port(locate(DATA_DIR)))
PUBLIC_ADDRESS: str = env.str("PUBLIC_ADDRESS", default=f"http://127.0.0.1:{PORT}")
SECURE = PUBLIC_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if SECURE else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_FAILURE_VIEW = "workshops.sign_in.views.stale.answer_stale_page"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# The workshop's page in the admin has all its themes, groups, materials and updates.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 900
FILE_UPLOAD_HANDLERS = [
    "ideas_platform.lib.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
MEDIA_ROOT = str(MEDIA_DIR)

# Brand ------------------------------------------------------------------------------------------------

SITE_NAME: str = env.str("SITE_NAME", default="Ideas Platform")
SITE_LOGO: str = env.str("SITE_LOGO", default="")
BRAND_COLOUR: str = env.str("BRAND_COLOUR", default="")
if BRAND_COLOUR and not re.fullmatch(r"#[0-9a-fA-F]{6}", BRAND_COLOUR):
    raise ImproperlyConfigured("BRAND_COLOUR is written like #1f4e5f.")
# Where *Leave quickly* leads: a page that is nothing remarkable on a screen.
LEAVE_ADDRESS: str = env.str("LEAVE_ADDRESS", default="https://www.bbc.co.uk/weather")

# Who answers for what is kept of people, as the privacy page says it. Nobody knows this but the operator.
CONTROLLER: str = env.str("CONTROLLER", default="")
PRIVACY_EMAIL: str = env.str("PRIVACY_EMAIL", default="")
PRIVACY_NOTICE: str = env.str("PRIVACY_NOTICE", default="")
LAWFUL_BASIS: str = env.str("LAWFUL_BASIS", default="")
if LAWFUL_BASIS not in {"", "public-task", "legitimate-interests", "consent"}:
    raise ImproperlyConfigured("LAWFUL_BASIS is public-task, legitimate-interests or consent.")
if PRIVACY_NOTICE and not PRIVACY_NOTICE.startswith("https://"):
    raise ImproperlyConfigured("PRIVACY_NOTICE is an address that begins with https://.")

# The parts --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "demo",
    "pledges",
    "events",
    "organising",
    "results",
    "moderation",
    "voting",
    "ideas",
    "workshops",
    "ideas_platform",
    "ideas_platform.staff_config.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
]
AUTH_USER_MODEL = "workshops.User"
ROOT_URLCONF = "ideas_platform.urls"
WSGI_APPLICATION = "ideas_platform.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
MIDDLEWARE = [
    # Outermost: static files, the redirect to https and every error have the same headers as a page.
    "ideas_platform.middleware.headers",
    "ideas_platform.encodings.refuse_unreadable",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ideas_platform.middleware.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "workshops.sign_in.backend.VisitorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "workshops.sign_in.past_cookie.show_passes",
    "workshops.sign_in.pending_cookie.forget_with_the_visit",
    "ideas_platform.lib.shared_device.end_idle_visits",
    "workshops.sign_in.answer_cookie.stand_by_itself",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ideas_platform.lib.small_letters.lead_to_small_letters",
    "ideas_platform.middleware.RefusalMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ideas_platform.site.site",
            ],
        },
    }
]

# Database: the only truth -----------------------------------------------------------------------------

DATABASES = {"default": describe_database(env, PROCESS_ROLE, database_url(DATA_DIR))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Valkey: may be lost at any moment --------------------------------------------------------------------

REDIS_URL: str = env.str("REDIS_URL", default=redis_url(DATA_DIR))
CACHES = {
    # Only the sign-in limits of allauth live here. PostgreSQL, because they must hold when Valkey is away.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limiter_cache",
        "KEY_FUNCTION": "workshops.sign_in.rate_limits.daily_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1 if PROCESS_ROLE == "web" else 10,
    "socket_connect_timeout": 0.5 if PROCESS_ROLE == "web" else 5,
    "visibility_timeout": 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "ideas_platform.celery:HeartbeatScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE = SCHEDULE

# Sessions and sign-in ---------------------------------------------------------------------------------

# What does not depend on the environment stands in `sign_in_settings.py`.
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", default=0)
SSO_PROVIDERS = read_providers(env.str("SSO_PROVIDERS", default=""))
# Off: whoever has a service worker of this site gets rid of it at the next visit.
SERVICE_WORKER: bool = env.bool("SERVICE_WORKER", default=True)
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL_MODE
# The demo's staff may look round without a second factor; everybody else's staff may not.
SECOND_FACTOR_EXEMPT_DOMAIN = "demo.example" if LOCAL_MODE else ""

# E-mail -----------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = "ideas_platform.lib.mail_folder.MailFolder" if LOCAL_MODE else EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost", EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
    EMAIL_CONFIG.get("EMAIL_HOST_USER") or "",
    EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or "",
)
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 3
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="ideas@localhost")

# Pages ------------------------------------------------------------------------------------------------

# Each under the name that its own speakers give it. The first is for who has chosen none; the pages offer a
# choice where there are several.
LANGUAGES = [
    (code, get_language_info(code)["name_local"]) for code in env.list("LANGUAGES", default=["en-gb"])
]
LANGUAGE_CODE: str = LANGUAGES[0][0]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = SECURE, True, "Lax"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "ideas_platform.formats"
STATIC_URL = "/static/"
# Local mode serves files from where they lie, a server from where `collectstatic` put them.
STATIC_ROOT = None if LOCAL_MODE else Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "static_root")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = LOCAL_MODE
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL_MODE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Logs name neither person nor item --------------------------------------------------------------------

LOGGING = LOG_CONFIG
