"""A workshop whose final edition is out, with votes, comments, a poll, and evidence of several kinds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ideas.domain.polls import answer_poll
from ideas.models import Idea
from results.models import Edition
from tests.cast import Person, make_comment, make_poll
from tests.results.declaration import add, begin, close_long_ago, make_foundation, make_statement, release
from tests.results.exports.conftest import Stage, stage
from voting.releases.releases import release_workshop
from workshops.models import Membership, Poll

__all__ = ["stage"]


@dataclass(frozen=True)
class Published:
    """The stage, and its final edition."""

    stage: Stage
    edition: Edition


@pytest.fixture
def published(stage: Stage, organiser: Person) -> Published:
    """Return the workshop after the release of its final edition."""
    workshop = stage.workshop
    Idea.objects.filter(workshop=workshop, title__startswith="Secret").delete()
    make_comment(stage.liked, body="We tried this; it works.")
    options = make_poll(workshop, {"Yes": True, "Partly": True, "No": False})
    for number, member in enumerate(Membership.objects.filter(workshop=workshop)[:7]):
        answer_poll(actor=member, poll=Poll.objects.get(), option=options[number % 2])
    release_workshop(workshop.pk, force=True)
    close_long_ago(workshop)
    return Published(stage, release_declaration(stage, organiser))


def release_declaration(stage: Stage, organiser: Person) -> Edition:
    """Return the final edition of the workshop: one foundation, two statements, all ideas answered."""
    edition = begin(organiser, preamble="We ask for this.")
    make_foundation(edition, "One front door", promise="Whoever needs us reaches a person.", text="So.")
    first = make_statement(edition, "There is one rota for all.", None)
    add(first, "item", item=stage.liked)
    add(first, "quote", item=stage.liked, quote="A rota, for all")
    add(first, "literature", stance="contradicts", stream="literature", reference="A. Author (2013)")
    second = make_statement(edition, "Each service plans for its place.", None)
    add(second, "item", item=stage.local)
    add(second, "item", item=stage.quiet, stance="adds")
    return release(organiser, edition)
