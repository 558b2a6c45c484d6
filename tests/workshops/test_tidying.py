"""Tidying: what has run out goes, and nothing else."""

import pytest
from django.db import connection

from workshops.models import Session
from workshops.sign_in.sessions import SessionStore
from workshops.tasks import tidy


@pytest.mark.django_db
def test_tidying_deletes_limits_that_have_run_out_and_no_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM limiter_cache")
        cursor.execute(
            "INSERT INTO limiter_cache VALUES ('old', '1', now() - interval '1 second'),"
            " ('new', '1', now() + interval '1 minute')"
        )
        tidy()
        cursor.execute("SELECT cache_key FROM limiter_cache")
        assert cursor.fetchall() == [("new",)]


@pytest.mark.django_db
def test_tidying_deletes_sessions_that_have_ended_and_no_others() -> None:
    for _number in range(2):
        SessionStore().create()
    kept, ended = Session.objects.all()
    Session.objects.filter(pk=ended.pk).update(week_ends="2020-01-06")
    tidy()
    assert Session.objects.get().pk == kept.pk
