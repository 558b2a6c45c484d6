"""/healthz and /readyz."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import make_workshop
from workshops.models import Housekeeping, Workshop

pytestmark = pytest.mark.django_db


def test_alive_needs_nothing(visitor: Client) -> None:
    assert visitor.get("/healthz").json() == {"status": "ok"}


def test_ready_names_every_part(visitor: Client) -> None:
    Housekeeping.objects.create(name="worker")
    Housekeeping.objects.create(name="beat")
    answer = visitor.get("/readyz")
    assert answer.json() == {
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "worker": "ok",
        "beat": "ok",
        "scramble": "ok",
        "disk": "ok",
        "keys": "ok",
        "server settings": "ok",
    }
    assert answer.status_code == 200


def test_a_part_without_a_sign_of_life_is_away(visitor: Client) -> None:
    Housekeeping.objects.create(name="worker", at=timezone.now() - timedelta(minutes=2))
    answer = visitor.get("/readyz")
    assert (answer.json()["worker"], answer.json()["beat"]) == ("away", "away")
    assert answer.status_code == 503


def test_without_a_broker_it_is_not_ready_and_says_why(visitor: Client, settings: object) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"  # type: ignore[attr-defined]
    answer = visitor.get("/readyz")
    assert (answer.json()["broker"], answer.status_code) == ("ConnectionError", 503)


def test_a_night_without_a_scramble_is_said(visitor: Client) -> None:
    Housekeeping.objects.create(name="scramble", at=timezone.now() - timedelta(hours=49))
    assert visitor.get("/readyz").json()["scramble"] == "overdue"


def test_a_server_that_keeps_its_log_is_said(visitor: Client) -> None:
    note = "rows only (a replication slot holds the log): 40 tables in 1.0 s"
    Housekeeping.objects.create(name="scramble", note=note)
    answer = visitor.get("/readyz")
    said = "a copy of it keeps the order of rows: a replication slot holds the log"
    assert (answer.json()["disk"], answer.status_code) == (said, 503)


def ask_for_keys(visitor: Client) -> tuple[str, int]:
    answer = visitor.get("/readyz")
    return answer.json()["keys"], answer.status_code


def test_one_copy_of_a_key_that_is_lost_is_said_and_so_are_both(
    visitor: Client, settings: LazySettings, key_dir: Path, tmp_path: Path
) -> None:
    settings.KEY_DIRS = [key_dir, tmp_path / "more"]
    workshop = make_workshop()
    both = ask_for_keys(visitor)[0]
    shutil.rmtree(tmp_path / "more")
    one = ask_for_keys(visitor)
    (key_dir / workshop.pk.hex).chmod(0o600)
    (key_dir / workshop.pk.hex).write_bytes(bytes(32))  # a wrong one is none
    assert (both, one, ask_for_keys(visitor)) == ("ok", ("a copy is missing", 503), ("missing", 503))


def test_a_destroyed_key_is_no_trouble(visitor: Client, key_dir: Path) -> None:
    workshop = make_workshop()
    (key_dir / workshop.pk.hex).unlink()
    Workshop.objects.update(key_check=b"")
    assert ask_for_keys(visitor)[0] == "ok"


@pytest.mark.parametrize(
    ("setting", "value", "wanted"),
    [
        ("log_min_error_statement", "error", "panic"),
        ("log_statement", "all", "none"),
        ("track_activities", "on", "off"),
        ("log_duration", "on", "off"),
        ("log_min_duration_sample", "0", "-1"),
        ("log_transaction_sample_rate", "1", "0"),
        ("wal_recycle", "on", "off"),
    ],
)
def test_a_server_that_writes_down_too_much_is_said(
    visitor: Client, setting: str, value: str, wanted: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {setting} = '{value}'")
    warnings = [warning.msg for warning in run_checks(tags=["database"], databases=["default"])]
    assert warnings == [f"PostgreSQL writes down too much: set {setting} = {wanted}."]
    assert visitor.get("/readyz").json()["server settings"] == f"{setting} = {wanted}"
