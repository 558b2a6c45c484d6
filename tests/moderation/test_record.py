"""A decision stays as it was written: the database itself sees to it, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from ideas.models import Idea
from moderation.models import Decision
from tests.cast import Person, make_idea
from workshops.models import Workshop

REFUSED = "a decision is never changed or removed"


@pytest.fixture
def decision(workshop: Workshop, participant: Person, moderator: Person) -> Decision:
    """Return a decision to hide an idea."""
    return Decision.objects.create(
        workshop=workshop,
        idea=make_idea(workshop, participant.membership),
        verdict="hide",
        reason="abusive",
        decided_by=moderator.membership,
    )


def run(statement: str) -> int:
    """Run a raw statement and return the number of rows it reached."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


@pytest.mark.parametrize(
    "change",
    [
        "verdict = 'publish', reason = 'fits'",
        "reason = 'safety'",
        "note = 'better'",
        "decided_on = decided_on - 1",
        "id = gen_random_uuid()",
        "decided_by_id = NULL, note = 'better'",
    ],
)
def test_no_statement_changes_it(decision: Decision, change: str) -> None:
    with pytest.raises(IntegrityError, match=REFUSED):
        run(f"UPDATE moderation_decision SET {change}")


def test_no_statement_puts_it_on_somebody_else(decision: Decision, organiser: Person) -> None:
    with pytest.raises(IntegrityError, match=REFUSED):
        run(f"UPDATE moderation_decision SET decided_by_id = '{organiser.membership.pk}'")


def test_no_statement_removes_it(decision: Decision) -> None:
    with pytest.raises(IntegrityError, match=REFUSED):
        run("DELETE FROM moderation_decision")


def test_its_idea_cannot_be_removed_from_under_it(decision: Decision) -> None:
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        Idea.objects.filter(decisions=decision).delete()


def test_the_nightly_scramble_which_changes_nothing_may_pass(decision: Decision) -> None:
    assert run("UPDATE moderation_decision SET note = note") == 1


def test_it_outlives_the_account_of_who_decided(decision: Decision, moderator: Person) -> None:
    moderator.user.delete()
    decision.refresh_from_db()
    assert (decision.decided_by, decision.reason) == (None, "abusive")


def test_it_goes_with_its_whole_workshop(decision: Decision, workshop: Workshop) -> None:
    with transaction.atomic():
        run("SELECT set_config('ideas.removing_workshop', 'on', true)")
        workshop.delete()
    assert Decision.objects.count() == 0


def test_even_while_a_workshop_is_removed_it_is_not_changed(decision: Decision) -> None:
    run("SELECT set_config('ideas.removing_workshop', 'on', true)")
    with pytest.raises(IntegrityError, match=REFUSED):
        run("UPDATE moderation_decision SET note = 'better'")


@pytest.mark.parametrize(
    ("verdict", "reason"), [("publish", "abusive"), ("hide", "fits"), ("hide", ""), ("keep", "fits")]
)
def test_a_decision_names_a_verdict_and_a_reason_that_go_together(
    decision: Decision, verdict: str, reason: str
) -> None:
    with pytest.raises(IntegrityError, match="decision_reason_fits_verdict"), transaction.atomic():
        Decision.objects.create(
            workshop=decision.workshop, idea=decision.idea, verdict=verdict, reason=reason
        )


@pytest.mark.parametrize("names_one", [True, False])
def test_a_decision_that_undoes_names_the_other_and_no_other_does(
    decision: Decision, names_one: bool
) -> None:
    verdict, undoes = ("publish", decision) if names_one else ("undo", None)
    with pytest.raises(IntegrityError, match="decision_undoes_what_it_says"), transaction.atomic():
        Decision.objects.create(
            workshop=decision.workshop, idea=decision.idea, verdict=verdict, reason="fits", undoes=undoes
        )


def test_a_decision_carries_a_date_and_no_time(decision: Decision) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'moderation_decision' AND data_type LIKE 'time%'"
        )
        assert cursor.fetchall() == []
