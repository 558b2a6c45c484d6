"""A copy of the disk, the morning after: the whole data folder of PostgreSQL is searched, byte by byte."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from ideas.models import Comment, Idea, PollAnswer
from ideas_platform.lib.rewriting import begin
from ideas_platform.lib.write_ahead_log import find_obstacle, leave_log_behind
from moderation.domain.decisions import NewDecision
from moderation.domain.redaction import redact_passages
from tests.anonymity.disk import bare_server, find_on_disk, find_strays, own_server
from tests.anonymity.pages import read_all_rows, superuser
from tests.cast import make_comment, make_idea, make_member, make_members, make_poll, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import Vote
from workshops.domain.mail import queue_letters
from workshops.domain.scramble import Scramble, list_tables, read_why_log_stays, scramble
from workshops.models import Membership, OutboxEmail, Session, User, Workshop
from workshops.rules import Role
from workshops.sign_in.sessions import SessionStore

COVERED, EDITED = "Zyxwhargreaves", "Quibblethorpe"
WHY = NewDecision("mask", "identifies")


@dataclass
class Day:
    """What a day left in the database, and what it took away again."""

    folder: Path
    stays: dict[bytes, dict[str, int]] = field(default_factory=dict)
    gone: list[bytes] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    start: int = 0
    done: Scramble | None = None


@pytest.fixture(scope="module")
def day(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureDef[None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Day]:
    """Return a day of a busy workshop on a server of its own, after its night."""
    keys = [tmp_path_factory.mktemp("keys")]
    with django_db_blocker.unblock(), override_settings(KEY_DIRS=keys), own_server() as paths:  # type: ignore[attr-defined]
        day = Day(paths.postgres)
        spend(day)
        look_at_tables()
        note_what_stays(day)
        day.before = find_strays(day.folder, {**day.stays, **{one: {} for one in day.gone}})
        day.start = int(begin())
        day.done = scramble()
        yield day


def spend(day: Day) -> None:
    """Let people join, write, vote, change their minds, sign in and out, leave; cover a passage."""
    workshop = make_workshop(slug="community")
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    members = make_members(30, workshop)
    options = make_poll(workshop)
    for number in range(40):
        idea = make_idea(workshop, members[number % 10], title=f"Idea {number}", body=secrets.token_hex(2000))
        make_comment(idea, members[number % 7])
        for member in members[10:]:
            cast_vote(actor=member, idea=idea, answer="up")
        day.gone.append(sign_in_and_out())
        SessionStore().create()
    for _member in members:
        PollAnswer.objects.create(poll=workshop.poll, option=options[0], tag=secrets.token_bytes(16))
    change_minds(day, workshop, members)
    redact_passages(
        actor=moderator.membership,
        item=make_idea(workshop, body=f"Ask {COVERED}."),
        passages=[COVERED],
        new_decision=WHY,
    )
    send_letters(day, members)


def sign_in_and_out() -> bytes:
    """Return the key by which the row of a session was found that is over."""
    store = SessionStore()
    store.create()
    key = bytes(Session.objects.order_by("pk").values_list("pk", flat=True)[0])
    Session.objects.filter(pk=key).delete()
    return key


def change_minds(day: Day, workshop: Workshop, members: list[Membership]) -> None:
    """Vote anew, reword, delete an account, forget which texts are one's own."""
    for idea in Idea.objects.all()[:10]:
        cast_vote(actor=members[12], idea=idea, answer="down")
    wording = make_idea(workshop, title=f"{EDITED} first")
    Idea.objects.filter(pk=wording.pk).update(title="Second thoughts")
    leaver = members.pop()
    user = User.objects.get(pk=leaver.user_id or "")
    day.gone += [bytes(leaver.vote_subject or b""), bytes(leaver.text_subject or b""), user.email.encode()]
    leaver.delete()
    user.delete()
    day.gone += [EDITED.encode(), COVERED.encode()]


def send_letters(day: Day, members: list[Membership]) -> None:
    """Queue letters with and without a code to addresses that are nowhere else, and send most of them."""
    for number in range(20):
        address = f"reader-{number}-{secrets.token_hex(6)}@home.example"
        kind = OutboxEmail.Kind.CODE if number % 2 else OutboxEmail.Kind.LETTER
        queue_letters(
            [OutboxEmail(key=secrets.token_hex(16), kind=kind, recipient=address, subject="123456", text="t")]
        )
        if number > 1:
            OutboxEmail.objects.filter(recipient=address).delete()
            day.gone.append(address.encode())


def look_at_tables() -> None:
    """Have the planner take its samples and all pages written, as by day.

    Of no column that tells somebody are there samples; one is sampled here by mistake, and that is mended at
    once. So the pages of samples hold subjects until they are written anew.
    """
    column = "ALTER TABLE workshops_membership ALTER COLUMN vote_subject SET STATISTICS"
    with superuser() as other:
        other.execute(f"{column} -1")
        other.execute("ANALYZE")
        other.execute(f"{column} 0")
        other.execute("DELETE FROM pg_statistic WHERE starelid = 'workshops_membership'::regclass")
        other.execute("CHECKPOINT")


def note_what_stays(day: Day) -> None:
    """Note the tags, subjects and addresses of all rows, and how many rows of which table hold each."""
    for model, column in (
        (Vote, "tag"), (Idea, "thread_tag"), (Comment, "thread_tag"), (PollAnswer, "tag"),
        (Session, "key_hash"), (Membership, "vote_subject"), (Membership, "text_subject"), (User, "email"),
    ):  # fmt: skip
        table = model._meta.db_table
        for value in model._default_manager.values_list(column, flat=True):
            one = value.encode() if isinstance(value, str) else bytes(value)
            held = day.stays.setdefault(one, {})
            held[table] = held.get(table, 0) + 1


def test_before_the_night_the_search_finds_all_that_the_disk_tells(day: Day) -> None:
    told = " ".join(day.before)
    holds = [
        place in told for place in ("pg_wal/", "pg_statistic", "'voting_vote': 2", "'workshops_session': 1")
    ]
    assert holds == [True] * 4


def test_the_scramble_got_to_its_end_without_a_superuser(day: Day) -> None:
    assert day.done is not None
    assert (day.done.finished, day.done.log_stays, read_why_log_stays()) == (True, "", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        assert cursor.fetchone() == ("ideas", "off")


def test_what_stays_stands_once_in_its_row_and_nowhere_else(day: Day) -> None:
    assert len(day.stays) > 900
    assert find_strays(day.folder, day.stays) == []


def test_what_is_gone_stands_nowhere(day: Day) -> None:
    assert find_strays(day.folder, {one: {} for one in day.gone}) == []


def test_no_row_of_any_table_has_a_header_from_before(day: Day) -> None:
    headers = read_all_rows(list_tables())
    assert {name for name, rows in headers.items() for row in rows if row.is_before(day.start)} == set()


def test_nothing_is_left_of_the_log_from_before(day: Day) -> None:
    with superuser() as other:
        [[part]] = other.execute("SELECT pg_walfile_name(pg_current_wal_insert_lsn())").fetchall()
    assert [file.name for file in (day.folder / "pg_wal").glob("0*") if file.name < part] == []


def test_the_planner_keeps_no_sample_of_them(day: Day) -> None:
    with superuser() as other:
        shown = b"\\0".join(
            bytes(row[0], "utf-8")
            for row in other.execute(
                "SELECT coalesce(most_common_vals::text, '') ||"
                " coalesce(histogram_bounds::text, '') FROM pg_stats WHERE schemaname = 'public'"
            )
        )
    assert [one for one in (*day.stays, *day.gone) if one in shown or one.hex().encode() in shown] == []


@pytest.fixture
def server(day: Day) -> Iterator[psycopg.Connection]:
    """Yield a superuser's connection to the server; what it takes from the site's account is given back."""
    with superuser() as other:
        yield other
        other.execute("GRANT pg_monitor, pg_checkpoint TO ideas")
        other.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO ideas")
        other.execute("ALTER DATABASE ideas OWNER TO ideas")
        other.execute("ALTER SYSTEM RESET ALL")
        other.execute("SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("REVOKE pg_checkpoint FROM ideas", "pg_checkpoint is not granted"),
        ("REVOKE pg_monitor FROM ideas", "pg_monitor is not granted"),
        (
            "REVOKE EXECUTE ON FUNCTION pg_switch_wal() FROM ideas",
            "EXECUTE on pg_switch_wal() is not granted",
        ),
        ("ALTER DATABASE ideas OWNER TO postgres", "the account does not own the database"),
        ("SELECT pg_create_physical_replication_slot('copy', true)", "a replication slot holds the log"),
    ],
)
def test_where_the_server_keeps_its_log_only_rows_are_scrambled_and_that_is_said(
    server: psycopg.Connection, deed: str, why: str
) -> None:
    server.execute(deed.encode())
    done = scramble()
    server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    assert done is not None
    assert (done.finished, done.log_stays, read_why_log_stays()) == (True, why, why)
    assert done.describe() == f"rows only ({why}): {done.tables} tables in {done.seconds:.1f} s"


def test_parts_of_the_log_that_an_earlier_setting_kept_go_too(server: psycopg.Connection, day: Day) -> None:
    marker = secrets.token_hex(20)
    make_workshop(slug="one-more", title=marker)
    for number in range(1, 4):
        keep_part(day.folder, int(newest_part(server), 16) + number, marker)
    assert leave_log_behind() == ""
    found = find_on_disk(day.folder, [marker.encode()])
    assert [place for place in found[marker.encode()] if place.startswith("pg_wal")] == []


def keep_part(folder: Path, number: int, marker: str) -> None:
    """Put a part that is full of a word where the server will write it over one day."""
    part = folder / "pg_wal" / f"{number:024X}"
    assert not part.exists()
    part.write_bytes((marker.encode() * 2**19)[: 2**24])
    os.utime(part, (0, 0))
    os.chown(part, folder.stat().st_uid, folder.stat().st_gid)


def newest_part(server: psycopg.Connection) -> str:
    """Return the name of the part of the log that is being written."""
    [[part]] = server.execute("SELECT pg_walfile_name(pg_current_wal_insert_lsn())").fetchall()
    return str(part)


def test_a_log_whose_parts_are_kept_to_be_written_over_is_an_obstacle(server: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET wal_recycle = on")
        assert find_obstacle() == "wal_recycle is on"
        cursor.execute("RESET wal_recycle")
        assert find_obstacle() == ""


def test_an_archived_log_is_an_obstacle(day: Day) -> None:
    with bare_server(archive_mode="on", archive_command="false"):
        assert leave_log_behind() == "the log is archived"
    assert find_obstacle() == ""
