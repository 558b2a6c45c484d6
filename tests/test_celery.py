"""The clockwork: what beat starts, and the signs of life that it and the worker leave."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from celery.schedules import maybe_schedule
from django.db import DatabaseError, connection
from django.utils import timezone

from ideas_platform import heartbeats
from ideas_platform.celery import HeartbeatScheduler, app, note_worker
from ideas_platform.heartbeats import record_heartbeat
from workshops.models import Housekeeping

EXPECTED = {
    "release what is due": ("voting.tasks.start_due_releases", 5),
    "release answers to the Declaration": ("results.tasks.start_answer_releases", 60),
    "let late answers to the Declaration lapse": ("results.tasks.lapse_late_answers", 600),
    "make exports": ("results.tasks.make_exports", 5),
    "bring ideas in": ("organising.tasks.bring_ideas_in", 5),
    "send waiting e-mail": ("workshops.tasks.send_outbox", 15),
    "write letters that are due": ("workshops.tasks.write_letters", 60),
    "write digests that are due": ("ideas.tasks.write_digests", 60),
    "write summaries that are due": ("organising.tasks.write_summaries", 60),
    "let late texts lapse": ("ideas.tasks.lapse_late_texts", 600),
    "pass on what authors ask after the close": ("ideas.tasks.pass_on_requests", 600),
    "let late votes lapse": ("voting.tasks.lapse_late_votes", 600),
    "destroy keys": ("voting.tasks.shred_due_keys", 600),
    "scramble": ("workshops.tasks.scramble_at_night", 600),
    "end claims": ("moderation.tasks.end_claims", 60),
    "tell design groups before the close": ("moderation.tasks.write_before_the_close", 60),
    "write daily letters": ("moderation.tasks.write_letters_of_the_day", 60),
    "end unanswered questions": ("moderation.tasks.end_unanswered_questions", 600),
    "work out likeness": ("moderation.tasks.start_likeness", 60),
    "tidy what was signed": ("pledges.tasks.tidy_signed", 600),
    "begin and end rounds about pledges": ("pledges.tasks.keep_rounds", 600),
    "tidy": ("workshops.tasks.tidy", 60),
    "delete old lists of events": ("events.tasks.delete_old_lists", 3600),
    "watch the dates of openings": ("workshops.tasks.watch_dates", 30),
}
LONG_AGO = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_earlier_beat() -> Iterator[None]:
    """Begin and end as a process that has not noted anything yet."""
    heartbeats._last_beat.clear()
    yield
    heartbeats._last_beat.clear()


def names() -> list[str]:
    return sorted(Housekeeping.objects.values_list("name", flat=True))


def seconds_since(name: str) -> float:
    return (timezone.now() - Housekeeping.objects.get(name=name).at).total_seconds()


def test_beat_starts_what_the_design_says_as_often_as_it_says() -> None:
    schedule = app.conf.beat_schedule
    assert {name: (entry["task"], entry["schedule"]) for name, entry in schedule.items()} == EXPECTED


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_beat_starts_is_there(name: str) -> None:
    app.loader.import_default_modules()
    task = app.tasks[app.conf.beat_schedule[name]["task"]]
    assert task.name == EXPECTED[name][0]
    assert callable(task.run)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_was_not_started_in_time_is_not_started_twice(name: str) -> None:
    entry = app.conf.beat_schedule[name]
    every: Any = maybe_schedule(entry["schedule"])
    assert entry["options"] == {"expires": every.run_every.total_seconds()}


def test_all_of_our_tasks_are_known_by_the_names_that_messages_carry() -> None:
    app.loader.import_default_modules()
    ours = sorted(name for name in app.tasks if not name.startswith("celery."))
    assert ours == [
        "events.tasks.delete_old_lists",
        "ideas.tasks.lapse_late_texts",
        "ideas.tasks.pass_on_requests",
        "ideas.tasks.write_digests",
        "moderation.tasks.end_claims",
        "moderation.tasks.end_unanswered_questions",
        "moderation.tasks.start_likeness",
        "moderation.tasks.write_before_the_close",
        "moderation.tasks.write_letters_of_the_day",
        "organising.tasks.bring_ideas_in",
        "organising.tasks.write_summaries",
        "pledges.tasks.keep_rounds",
        "pledges.tasks.tidy_signed",
        "results.tasks.lapse_late_answers",
        "results.tasks.make_exports",
        "results.tasks.release_due_answers",
        "results.tasks.start_answer_releases",
        "voting.tasks.lapse_late_votes",
        "voting.tasks.release_due",
        "voting.tasks.shred_due_keys",
        "voting.tasks.start_due_releases",
        "workshops.tasks.scramble_at_night",
        "workshops.tasks.send_outbox",
        "workshops.tasks.tidy",
        "workshops.tasks.watch_dates",
        "workshops.tasks.write_letters",
    ]


def test_a_task_that_dies_with_its_worker_is_delivered_again_and_its_result_is_kept_nowhere() -> None:
    kept = (app.conf.task_acks_late, app.conf.task_reject_on_worker_lost, app.conf.task_ignore_result)
    assert kept == (True, True, True)
    assert app.conf.worker_prefetch_multiplier == 1


@pytest.mark.django_db
def test_the_worker_leaves_a_sign_of_life() -> None:
    note_worker()
    assert names() == ["worker"]


@pytest.mark.django_db
def test_a_second_sign_within_ten_seconds_is_not_written(django_assert_num_queries: object) -> None:
    record_heartbeat("worker")
    Housekeeping.objects.update(at=timezone.now() - LONG_AGO)
    with django_assert_num_queries(0):  # type: ignore[operator]
        record_heartbeat("worker")
    assert seconds_since("worker") >= LONG_AGO.total_seconds()


@pytest.mark.django_db
def test_ten_seconds_later_it_is_written_anew_in_the_same_row() -> None:
    record_heartbeat("worker")
    Housekeeping.objects.update(at=timezone.now() - LONG_AGO)
    heartbeats._last_beat["worker"] -= heartbeats.EVERY
    record_heartbeat("worker")
    assert names() == ["worker"]
    assert seconds_since("worker") < LONG_AGO.total_seconds()


@pytest.mark.django_db
def test_worker_and_beat_are_noted_each_by_itself() -> None:
    record_heartbeat("worker")
    record_heartbeat("beat")
    assert names() == ["beat", "worker"]


@pytest.mark.django_db
def test_beat_leaves_a_sign_of_life_with_each_look_although_nothing_is_due(tmp_path: Path) -> None:
    idle = Celery("idle", set_as_current=False)
    idle.conf.update(result_expires=None, beat_max_loop_interval=5)
    scheduler = HeartbeatScheduler(idle, schedule_filename=str(tmp_path / "schedule"))
    assert scheduler.tick() == 5
    scheduler.close()
    assert names() == ["beat"]


@pytest.mark.django_db
def test_a_broker_that_is_away_is_said_once_in_one_line_and_what_is_due_is_sent_when_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away = Celery("away", set_as_current=False, broker=f"redis+socket://{tmp_path}/valkey.sock")
    away.conf.update(task_publish_retry=False, result_expires=None)
    # What a real beat waits between two tries, tenths of seconds each, nobody has to wait for here.
    away.conf.broker_transport_options = {"max_retries": 1, "interval_start": 0, "interval_step": 0}
    away.conf.beat_schedule = {"look": {"task": "look", "schedule": 0.0, "options": {"retry": False}}}
    scheduler = HeartbeatScheduler(away, schedule_filename=str(tmp_path / "schedule"))
    producer = away.amqp.Producer(away.connection_for_write())
    [entry] = scheduler.schedule.values()
    for _look in range(3):
        scheduler.apply_entry(entry, producer=producer)
    scheduler.apply_entry(
        entry,
        producer=away.amqp.Producer(
            Celery("there", set_as_current=False, broker="memory://").connection_for_write()
        ),
    )
    scheduler.apply_entry(entry, producer=producer)
    scheduler.close()
    said = [record.getMessage() for record in caplog.records if record.levelname != "INFO"]
    assert said == ["event='broker_away' error='OperationalError' level='warning'"] * 2
    assert [record.exc_info for record in caplog.records if record.exc_info] == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_ends_neither_worker_nor_beat() -> None:
    def refuse(*_given: object) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        record_heartbeat("worker")
    assert connection.connection is None
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_once_the_database_is_back_the_sign_is_written_again() -> None:
    def refuse(*_given: object) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        record_heartbeat("worker")
    heartbeats._last_beat["worker"] -= heartbeats.EVERY
    record_heartbeat("worker")
    assert names() == ["worker"]
