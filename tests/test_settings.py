"""The settings as a server reads them: from the environment alone, in a process of their own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ideas_platform.database import list_settings
from ideas_platform.local.postgres import SITE_ROLE

Environment = dict[str, str]
SECRET = "not-a-secret-but-as-long-as-one-and-with-as-many-letters"
SERVER = {
    "SECRET_KEY": SECRET,
    "DATABASE_URL": "postgres://ideas:pass@database.example:5433/ideas",
    "REDIS_URL": "redis://broker.example:6380/3",
    "EMAIL_URL": "smtp+tls://sender:pass@mail.example:587",
    "ALLOWED_HOSTS": "ideas.example",
    "PUBLIC_ADDRESS": "https://ideas.example",
}
# One process for many environments: the settings are read anew for each.
PROGRAM = """
import importlib, json, os, sys
from django.core.exceptions import ImproperlyConfigured

def read(environment):
    os.environ.clear()
    os.environ.update(environment)
    sys.modules.pop("ideas_platform.settings", None)
    try:
        settings = importlib.import_module("ideas_platform.settings")
    except ImproperlyConfigured as error:
        return str(error)
    return {name: value for name, value in vars(settings).items() if name.isupper()}

print(json.dumps([read(environment) for environment in json.load(sys.stdin)], default=str))
"""


def run(program: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a new process that knows nothing but this environment."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.BASE_DIR), **environment},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def start_each(environments: Iterable[Environment]) -> list[Any]:
    """Return for each environment the settings, or in words why there are none."""
    done = run(PROGRAM, json.dumps(list(environments)))
    assert done.stderr == ""
    results: list[Any] = json.loads(done.stdout)
    return results


@cache
def read(**environment: str) -> dict[str, Any]:
    """Return the settings of a server whose environment differs from the usual one by this."""
    values: dict[str, Any] = start_each([SERVER | environment])[0]
    return values


def without(*names: str) -> Environment:
    return {key: value for key, value in SERVER.items() if key not in names}


def test_a_server_does_not_start_without_what_only_its_operator_knows() -> None:
    needed = ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"]
    assert start_each(without(name) for name in needed) == [
        f"Set {name}: outside local mode there is no default." for name in needed
    ]


def test_what_is_set_to_nothing_is_as_good_as_missing() -> None:
    assert start_each([SERVER | {"SECRET_KEY": "", "EMAIL_URL": ""}]) == [
        "Set SECRET_KEY, EMAIL_URL: outside local mode there is no default."
    ]


def test_a_server_that_has_lost_its_whole_environment_names_all_that_it_needs(tmp_path: Path) -> None:
    assert start_each([{"DATA_DIR": str(tmp_path)}]) == [
        "Set SECRET_KEY, DATABASE_URL, REDIS_URL, EMAIL_URL: outside local mode there is no default."
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_lacks_its_settings_ends_in_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "rank", "community", "--verify"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **without("EMAIL_URL")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Set EMAIL_URL: outside local mode there is no default.\n"


WEAK = ["abc", SECRET[:49], "a" * 60, "abcabcabc" * 10, f"django-insecure-{SECRET}"]


def test_a_server_does_not_start_with_a_secret_that_can_be_guessed() -> None:
    refused = "SECRET_KEY is too easy to guess: set 50 random characters or more."
    assert start_each(SERVER | {"SECRET_KEY": secret} for secret in WEAK) == [refused] * len(WEAK)


def test_a_server_does_not_start_where_anybody_may_choose_its_host() -> None:
    refused = "ALLOWED_HOSTS names the hosts of this site: * would let anybody choose them."
    hosts = ["*", "ideas.example,*", "ideas.example, *", ".", ""]
    assert start_each(SERVER | {"ALLOWED_HOSTS": given} for given in hosts) == [refused] * len(hosts)


def test_local_mode_is_for_trying_out_and_takes_any_secret(tmp_path: Path) -> None:
    local = {"LOCAL_MODE": "1", "DATA_DIR": str(tmp_path), "SECRET_KEY": "abc", "ALLOWED_HOSTS": "*"}
    assert start_each([local])[0]["ALLOWED_HOSTS"] == ["*"]


def test_no_header_says_where_on_its_host_the_site_stands() -> None:
    assert read()["FORCE_SCRIPT_NAME"] == ""


def test_local_mode_is_not_on_because_it_is_named() -> None:
    words = ["0", "false", "no", "off", ""]
    expected = "Set DATABASE_URL: outside local mode there is no default."
    environments = [without("DATABASE_URL") | {"LOCAL_MODE": word} for word in words]
    assert start_each(environments) == [expected] * len(words)


def test_what_gunicorn_loads_does_not_start_either_and_repeats_nothing_that_it_was_given() -> None:
    done = run("import ideas_platform.wsgi", **without("SECRET_KEY"))
    assert (done.returncode, done.stdout) == (1, "")
    assert [done.stderr.count(value) for value in ("pass@", "sender", "broker.example")] == [0, 0, 0]


def test_local_mode_needs_nothing_and_keeps_its_secret(tmp_path: Path) -> None:
    first, second = start_each([{"LOCAL_MODE": "1", "DATA_DIR": str(tmp_path)}] * 2)
    secret = tmp_path / "secret_key"
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == secret.read_text()
    assert (len(secret.read_text()) >= 50, secret.stat().st_mode & 0o777) == (True, 0o600)
    assert first["MAIL_DIR"] == str(tmp_path / "mail")
    assert first["EMAIL_BACKEND"] == "ideas_platform.lib.mail_folder.MailFolder"
    assert first["SECOND_FACTOR_EXEMPT_DOMAIN"] == "demo.example"


def test_a_server_uses_what_it_is_given() -> None:
    values = read()
    database = values["DATABASES"]["default"]
    assert [database[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")] == [
        "database.example", 5433, "ideas", "ideas", "pass",
    ]  # fmt: skip
    assert (values["SECRET_KEY"], values["ALLOWED_HOSTS"]) == (SECRET, ["ideas.example"])
    assert values["CELERY_BROKER_URL"] == values["REDIS_URL"] == "redis://broker.example:6380/3"
    assert (values["DEBUG"], values["LOCAL_MODE"]) == (False, False)


def test_a_server_sends_real_letters_over_an_encrypted_line() -> None:
    values = read()
    assert values["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (values["EMAIL_HOST"], values["EMAIL_PORT"]) == ("mail.example", 587)
    assert (values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"]) == (True, False)
    assert (values["EMAIL_HOST_USER"], values["EMAIL_HOST_PASSWORD"]) == ("sender", "pass")


def test_nobody_is_spared_the_second_factor_on_a_server() -> None:
    assert read()["SECOND_FACTOR_EXEMPT_DOMAIN"] == ""
    assert read()["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False


def test_cookies_are_bound_to_the_host_where_the_address_is_https() -> None:
    values = read()
    assert (values["SESSION_COOKIE_NAME"], values["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"]
    assert [values[name] for name in names] == [True] * 4
    assert [values[name] for name in ("SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE")] == ["Lax", "Lax"]
    # The prefix asks for the path "/" and no domain: both are Django's own, and nothing here changes them.
    assert {"SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN"} & set(values) == set()


def test_browsers_are_told_to_come_back_by_https_only() -> None:
    values = read()
    assert values["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    names = ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_SSL_REDIRECT"]
    assert [values[name] for name in names] == [True] * 3
    assert values["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert values["CSRF_TRUSTED_ORIGINS"] == ["https://ideas.example"]


def test_health_may_be_asked_without_https() -> None:
    assert read()["SECURE_REDIRECT_EXEMPT"] == ["^healthz$", "^readyz$"]


def test_where_the_address_is_plain_nothing_asks_for_https() -> None:
    values = read(PUBLIC_ADDRESS="http://ideas.internal")
    assert (values["SESSION_COOKIE_NAME"], values["CSRF_COOKIE_NAME"]) == ("session", "csrf")
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_PRELOAD"]
    assert [values[name] for name in names] == [False] * 4
    assert (values["SECURE_HSTS_SECONDS"], values["SECURE_PROXY_SSL_HEADER"]) == (0, None)
    assert values["CSRF_TRUSTED_ORIGINS"] == []


def test_what_is_no_colour_stops_the_start() -> None:
    colours = ["#12345", "#1234567", "#gggggg", "#123456;}", "123456", "#123456\n", "red"]
    refusals = start_each(SERVER | {"BRAND_COLOUR": colour} for colour in colours)
    assert refusals == ["BRAND_COLOUR is written like #1f4e5f."] * len(colours)


def test_a_site_has_its_own_name_and_colour() -> None:
    values = read(SITE_NAME="Voices of Leeds", BRAND_COLOUR="#1F4e5f")
    assert (values["SITE_NAME"], values["BRAND_COLOUR"]) == ("Voices of Leeds", "#1F4e5f")
    assert values["MFA_TOTP_ISSUER"] == "Voices of Leeds"


# How alike words must be, for every kind of process.
ALIKE = "-c pg_trgm.word_similarity_threshold=0.45 -c pg_trgm.similarity_threshold=0.5"
SHORT = "-c lock_timeout=2s -c idle_in_transaction_session_timeout=15s"
# What the account says for the web must not hold for others.
LONG = "-c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
ROLES = [
    ("command", f"-c statement_timeout=0 {LONG} {ALIKE}", 10),
    ("web", f"-c statement_timeout=5s {SHORT} {ALIKE}", 2),
    ("worker", f"-c statement_timeout=60s {LONG} {ALIKE}", 10),
]
POOLER = {"DATABASE_URL": "postgres://ideas@pooler:6432/ideas", "DATABASE_POOLER": "transaction"}
PAST_IT = {"DIRECT_DATABASE_URL": "postgres://ideas@database:5432/ideas"}


@pytest.mark.parametrize(("role", "limits", "patience"), ROLES)
def test_each_kind_of_process_waits_as_long_as_suits_it(role: str, limits: str, patience: int) -> None:
    database = read(PROCESS_ROLE=role)["DATABASES"]["default"]
    options = database["OPTIONS"]
    assert (options["options"], options["connect_timeout"]) == (limits, patience)
    assert options["application_name"] == f"ideas-{role}"
    assert database["CONN_MAX_AGE"] == (600 if role == "web" else 0)
    assert database["CONN_HEALTH_CHECKS"]


def test_behind_a_pooler_the_web_asks_for_nothing_that_it_refuses() -> None:
    database = read(**POOLER, **PAST_IT, PROCESS_ROLE="web")["DATABASES"]["default"]
    assert (database["HOST"], database["DISABLE_SERVER_SIDE_CURSORS"]) == ("pooler", True)
    assert {"options", "prepare_threshold"}.isdisjoint(database["OPTIONS"])


@pytest.mark.parametrize("role", ["worker", "command"])
def test_whatever_needs_a_connection_of_its_own_goes_past_the_pooler(role: str) -> None:
    database = read(**POOLER, **PAST_IT, PROCESS_ROLE=role)["DATABASES"]["default"]
    assert (database["HOST"], database["DISABLE_SERVER_SIDE_CURSORS"]) == ("database", False)


def test_without_a_way_past_the_pooler_nothing_starts() -> None:
    assert start_each([SERVER | POOLER, SERVER | PAST_IT | {"DATABASE_POOLER": "session"}]) == [
        "Set DIRECT_DATABASE_URL: with DATABASE_POOLER there is no other way.",
        "DATABASE_POOLER is empty or transaction.",
    ]


def test_what_the_web_asks_for_is_what_its_account_has() -> None:
    said = re.findall(r"^ALTER ROLE ideas SET (\S+) = '?([^';]+)", SITE_ROLE.read_text(), re.MULTILINE)
    assert dict(said) == list_settings("web")


def test_two_folders_of_keys_are_read_in_their_order() -> None:
    assert read(KEY_DIR="/keys/new:/keys/old")["KEY_DIRS"] == ["/keys/new", "/keys/old"]


def test_a_server_serves_static_files_by_names_that_change_with_their_content() -> None:
    values = read(STATIC_ROOT="/srv/static")
    assert values["STORAGES"]["staticfiles"]["BACKEND"] == (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )
    assert (values["STATIC_ROOT"], values["WHITENOISE_USE_FINDERS"]) == ("/srv/static", False)
