"""Text that waits for its author: what opens it, when it goes, and what a copy of the table shows."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from ideas.models.ideas import REPLACEMENT_LENGTH
from ideas_platform.lib.refusals import TooMany
from workshops.models import PendingText
from workshops.sign_in import pending
from workshops.sign_in.pending import BLOCK_BYTES, delete_ended_texts, delete_texts, keep_text, open_texts

pytestmark = pytest.mark.django_db
FORM = "/workshops/community/ideas/new/"
FIELDS = {"theme": "other", "title": "One number to ring", "body": "Families ring five places today. ☎"}
MARIA, TOM = "maria@trust.example", "tom@trust.example"
NOON = datetime(2026, 3, 2, 12, 10, tzinfo=ZoneInfo("Europe/London"))


def kept_for(address: str, fields: dict[str, str] = FIELDS) -> str:
    """Return the secret of a new text that is sealed to this address."""
    return keep_text(FORM, fields, address=address)


def find_text(secret: str, *, address: str) -> dict[str, str] | None:
    """Return what opens under this secret for who signs in with this address."""
    kept = open_texts([secret], address=address).get(secret)
    return kept.fields if kept else None


def dump() -> bytes:
    """Return all that a copy of the table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text, payload, half_hour::text FROM workshops_pendingtext ORDER BY id")
        return b"\n".join(
            key.encode() + bytes(payload) + slot.encode() for key, payload, slot in cursor.fetchall()
        )


# Whom it opens for ------------------------------------------------------------------------------------


def test_whoever_holds_the_secret_and_signs_in_gets_what_a_visitor_wrote() -> None:
    secret = keep_text(FORM, FIELDS)
    assert [find_text(secret, address=address) for address in (MARIA, TOM, "")] == [FIELDS] * 3
    assert open_texts([secret], address=MARIA)[secret].is_sealed is False


def test_what_is_sealed_opens_for_its_address_only() -> None:
    secret = kept_for(MARIA)
    assert [find_text(secret, address=address) for address in (MARIA, TOM, "")] == [FIELDS, None, None]
    assert open_texts([secret], address=MARIA)[secret].is_sealed is True


def test_several_are_opened_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    held = [kept_for(MARIA), keep_text(FORM, {"title": "Another"}), kept_for(TOM), "made-up"]
    with django_assert_num_queries(1):
        assert list(open_texts(held, address=MARIA)) == held[:2]


@pytest.mark.parametrize("secret", ["", "x", "x" * 9000, "ü\n☎", "\x00"])
def test_a_made_up_cookie_opens_nothing(secret: str) -> None:
    kept_for(MARIA)
    delete_texts([secret])
    assert find_text(secret, address=MARIA) is None
    assert PendingText.objects.count() == 1


def test_it_knows_at_which_form_it_comes_back() -> None:
    secret = kept_for(MARIA)
    assert open_texts([secret], address=MARIA)[secret].place == FORM


def test_a_row_that_was_tampered_with_opens_for_nobody() -> None:
    secret = kept_for(MARIA)
    row = PendingText.objects.get()
    payload = bytearray(row.payload)
    payload[-1] ^= 1
    PendingText.objects.update(payload=bytes(payload))
    assert find_text(secret, address=MARIA) is None


def test_the_payload_of_one_row_is_no_use_in_another() -> None:
    first, second = kept_for(MARIA), kept_for(MARIA, {"title": "Another"})
    payload = next(
        bytes(row.payload) for row in PendingText.objects.all() if row.pk == pending._row_of(first)
    )
    PendingText.objects.filter(pk=pending._row_of(second)).update(payload=payload)
    assert find_text(second, address=MARIA) is None


# When it goes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "expected"), [(0, FIELDS), (29, FIELDS), (31, None)])
def test_it_waits_for_half_an_hour(minutes: int, expected: dict[str, str] | None) -> None:
    with time_machine.travel(NOON):
        secret = kept_for(MARIA)
    with time_machine.travel(NOON + timedelta(minutes=minutes)):
        assert find_text(secret, address=MARIA) == expected


@pytest.mark.parametrize(("minutes", "left"), [(29, 1), (49, 1), (50, 0), (300, 0)])
def test_its_row_goes_at_the_end_of_the_next_half_hour(minutes: int, left: int) -> None:
    with time_machine.travel(NOON):
        kept_for(MARIA)
    with time_machine.travel(NOON + timedelta(minutes=minutes)):
        delete_ended_texts()
        assert PendingText.objects.count() == left


def test_deleting_leaves_no_row_and_may_be_done_twice() -> None:
    secret, other = kept_for(MARIA), kept_for(TOM)
    delete_texts([secret])
    delete_texts([secret])
    assert find_text(secret, address=MARIA) is None
    assert find_text(other, address=TOM) == FIELDS


# What a copy of the table shows -----------------------------------------------------------------------


@pytest.mark.parametrize("keep", [kept_for, lambda _address: keep_text(FORM, FIELDS)])
def test_a_copy_of_the_table_shows_nothing(keep: Any) -> None:
    secret = keep(MARIA)
    copy = dump().lower()
    words = [*FIELDS.values(), *FIELDS, FORM, "community", MARIA, "maria", "trust", secret]
    assert [word for word in words if word.lower().encode() in copy] == []


def test_all_rows_of_a_half_hour_look_alike() -> None:
    with time_machine.travel(NOON):
        kept_for(MARIA)
    with time_machine.travel(NOON + timedelta(minutes=19)):
        keep_text(FORM, {"title": "x"})
    rows = list(PendingText.objects.all())
    assert len({row.half_hour for row in rows}) == 1
    assert len({len(row.payload) for row in rows}) == 1
    assert [(row.pk.version, str(row)) for row in rows] == [(4, "pending text")] * 2


def test_the_table_has_no_other_columns() -> None:
    assert [field.name for field in PendingText._meta.get_fields()] == ["id", "payload", "half_hour"]


def test_the_longest_text_fits(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    longest = {"title": "t" * 120, "body": "☎" * REPLACEMENT_LENGTH}
    secret = kept_for(MARIA, longest)
    with django_assert_num_queries(1):
        assert find_text(secret, address=MARIA) == longest
    assert len(PendingText.objects.get().payload) < 6 * BLOCK_BYTES


# Limits -----------------------------------------------------------------------------------------------


def test_strangers_cannot_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_text(FORM, FIELDS)
    monkeypatch.setattr(pending, "MOST_BYTES", PendingText.objects.count_bytes() + 1)
    keep_text(FORM, FIELDS)
    with pytest.raises(TooMany):
        keep_text(FORM, FIELDS)
    assert PendingText.objects.count() == 2


def test_keeping_takes_two_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        keep_text(FORM, FIELDS)
