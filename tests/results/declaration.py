"""The Declaration, as briefly as tests need it: an edition, parts, statements, what they stand on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from results.domain.editions import EditionText, begin_edition, change_edition
from results.domain.evidence import NewEvidence, add_evidence
from results.domain.releasing import release_edition
from results.domain.statements import FoundationText, StatementText, add_foundation, add_statement
from results.models import Edition, Evidence, Foundation, Statement
from tests.cast import Person
from tests.moderation.coding_people import meet
from workshops.models import Workshop

JUDGEMENT = NewEvidence("judgement", reference="We found it so in our own work.")


def close_long_ago(workshop: Workshop) -> None:
    """Let the workshop have closed so long ago that nothing of it waits any more."""
    now = timezone.now()
    Workshop.objects.filter(pk=workshop.pk).update(
        announced_at=now - timedelta(days=40),
        opens_at=now - timedelta(days=30),
        ideas_until=now - timedelta(days=10),
        closes_at=now - timedelta(days=9),
    )


def begin(person: Person, kind: str = "final", **said: Any) -> Edition:
    """Return the edition in work of this person's workshop, of this kind."""
    edition = begin_edition(actor=meet(person))
    usual = {"title": "Our Declaration", "stood_behind_by": "The design group"}
    words = {"foundation_word": "Foundation", "foundations_word": "Foundations"}
    text = EditionText(kind, **{**usual, **words, **said})
    changed = change_edition(edition=edition, text=text, version=edition.version)
    changed.workshop = meet(person).workshop
    return changed


def make_foundation(edition: Edition, title: str = "Nearby", **said: str) -> Foundation:
    """Return a new foundation of an edition in work."""
    return add_foundation(edition=edition, text=FoundationText(title, **said))


def make_statement(
    edition: Edition, text: str = "Care begins at home.", new: NewEvidence | None = JUDGEMENT
) -> Statement:
    """Return a new statement in the first foundation, which is made if need be, with this evidence."""
    home = edition.foundations.order_by("order").first() or make_foundation(edition)
    statement = add_statement(edition=edition, text=StatementText(text, home.pk))
    if new is not None:
        add_evidence(statement=statement, new=new)
    return statement


def add(statement: Statement, kind: str, **said: Any) -> Evidence:
    """Return new evidence of a statement."""
    return add_evidence(statement=statement, new=NewEvidence(kind, **said))


def release(person: Person, edition: Edition) -> Edition:
    """Release an edition; return it."""
    return release_edition(actor=meet(person), edition=edition)


def make_released(person: Person, *texts: str, kind: str = "final", **said: Any) -> Edition:
    """Return a released edition with these statements, after the close."""
    close_long_ago(person.membership.workshop)
    edition = begin(person, kind, **said)
    for text in texts or ("Care begins at home.",):
        make_statement(edition, text)
    return release(person, edition)
