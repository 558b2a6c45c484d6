"""/healthz and /readyz."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from workshops.models import Housekeeping

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
