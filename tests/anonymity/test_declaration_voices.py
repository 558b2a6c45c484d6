"""Who holds a copy of the database cannot tell who answered a consultation or judged a statement.

Attacks on what 200 members sent about two statements, each by its best rule: at most 2 % are named rightly.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anonymity.tags import Purpose
from ideas.models import Idea
from results.domain.answering import answer_statement, give_verdict
from results.models import AuthorVerdict, Edition, Evidence, StatementAnswer
from tests.cast import Person, make_idea, make_members
from tests.moderation.coding_people import meet
from tests.results.declaration import begin, close_long_ago, make_statement, release
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
MOST_NAMED = 0.02
PEOPLE = 200
Row = tuple[UUID, bytes]


@pytest.fixture
def edition(organiser: Person) -> Edition:
    """Return a consultation edition of two statements that stand on an idea of each of 200 members."""
    workshop = meet(organiser).workshop
    close_long_ago(workshop)
    made = begin(organiser, "consultation")
    statements = [make_statement(made, text, None) for text in ("One.", "Two.")]
    ideas = [make_idea(workshop, member) for member in make_members(PEOPLE, workshop)]
    Evidence.objects.bulk_create(
        Evidence(statement=one, kind="item", stream="staff", idea=idea)
        for one in statements
        for idea in ideas
    )
    return release(organiser, made)


@pytest.fixture
def senders(edition: Edition) -> list[Membership]:
    """Return the members, in the order in which all of them answered and judged both statements."""
    members = list(Membership.objects.filter(workshop=edition.workshop_id, role="participant").order_by("pk"))
    random.Random(5).shuffle(members)
    workshop = Workshop.objects.with_phase().get(pk=edition.workshop_id)
    for statement in edition.statements.order_by("order"):
        for member in members:
            member.workshop = workshop
            answer_statement(actor=member, statement=statement, value="keep")
            give_verdict(actor=member, statement=statement, value="keeps")
    return members


def read_rows(model: type[AuthorVerdict | StatementAnswer]) -> list[Row]:
    """Return the rows as they lie after the night: in the order of their key."""
    rows = model._default_manager.order_by("statement", "tag").values_list("statement", "tag")
    return [(key, bytes(tag)) for key, tag in rows]


ORDERS: dict[str, Callable[[Membership], object]] = {
    "key": lambda member: member.pk.bytes,
    "vote subject": lambda member: bytes(member.vote_subject or b""),
    "text subject": lambda member: bytes(member.text_subject or b""),
}


def test_no_attack_finds_who_answered_or_judged(senders: list[Membership], edition: Edition) -> None:
    """One set-up for all: it takes longer than the attacks."""
    for model in (AuthorVerdict, StatementAnswer):
        attack_by_order(senders, model)
    attack_by_value(senders)
    watch_what_is_written(senders, edition)


def attack_by_order(senders: list[Membership], model: type[AuthorVerdict | StatementAnswer]) -> None:
    """In the order of sending, of keys, of secrets: none names more than chance does."""
    rows = read_rows(model)
    owners = _find_owners(senders, rows, model)
    guesses = {"sending": senders, **{name: sorted(senders, key=order) for name, order in ORDERS.items()}}  # type: ignore[arg-type]
    for name, guess in guesses.items():
        named = sum(owner == guess[place % PEOPLE].pk for place, owner in enumerate(owners))
        assert named / len(rows) <= MOST_NAMED, name


def attack_by_value(senders: list[Membership]) -> None:
    """No tag occurs twice, neither among ideas, votes, subjects, nor for the two statements."""
    tags = [tag for model in (AuthorVerdict, StatementAnswer) for _key, tag in read_rows(model)]
    others = [bytes(tag) for tag in Idea.objects.values_list("thread_tag", flat=True)]
    subjects = [bytes(s or b"") for member in senders for s in (member.vote_subject, member.text_subject)]
    assert len(tags) == 4 * PEOPLE
    assert len({*tags, *others, *subjects}) == len(tags) + len(others) + len(subjects)


def watch_what_is_written(senders: list[Membership], edition: Edition) -> None:
    statement = edition.statements.order_by("order")[0]
    for deed, value, table in (
        (answer_statement, "change", "results_statementanswer"),
        (give_verdict, "loses", "results_authorverdict"),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            deed(actor=senders[0], statement=statement, value=value)
        writes = [one["sql"] for one in queries if "INSERT" in one["sql"] or "UPDATE " in one["sql"]]
        assert (len(writes), f"INSERT INTO {table}" in writes[0]) == (1, True)


def _find_owners(
    senders: Sequence[Membership], rows: Sequence[Row], model: type[AuthorVerdict | StatementAnswer]
) -> list[object]:
    """Return whose each row is, as only the holder of the key can tell."""
    is_verdict = model is AuthorVerdict
    tagger = open_tagger(senders[0].workshop, Purpose.VERDICT if is_verdict else Purpose.STATEMENT)
    statements = {key for key, _tag in rows}
    known = {
        tagger.one(key, bytes((one.text_subject if is_verdict else one.vote_subject) or b"")): one.pk
        for one in senders
        for key in statements
    }
    return [known[tag] for _key, tag in rows]
