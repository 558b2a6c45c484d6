"""Casting a vote, and finding one's own again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from anonymity.tags import Purpose, as_blocks
from ideas.domain.authors import mark_own
from ideas.domain.catalogue import Catalogue, read_catalogue
from ideas.models import Idea
from ideas_platform.lib.refusals import WrongPhase
from voting.ballots.merge_links import find_merge_links
from voting.ballots.no_vote_on_own import is_vote_left_out
from voting.ballots.vote_arrays import NONE, find_values
from voting.models import Vote
from workshops.domain.keys import open_key, open_tagger
from workshops.models import Membership, Workshop

VALUES: dict[str, int | None] = {"up": 1, "down": -1, "unsure": 0, "none": None}
_ANSWERS = {value: answer for answer, value in VALUES.items()}


def cast_vote(*, actor: Membership, idea: Idea, answer: str) -> None:
    """Store the actor's vote, one row for one person and idea; "none" takes it back.

    One statement, one commit; neither broker nor cache. Whose past is shut by a PIN does not learn here which
    ideas are their own: a vote on one is left out in silence.

    Raises WrongPhase where the workshop or the idea takes no votes (by the clock of the database, inside the
    statement), PermissionDenied on one's own idea, KeyAway where the key is not to be had.
    """
    key = open_key(idea.workshop)
    if is_vote_left_out(actor=actor, idea=idea, key=key):
        return
    tag = key.tagger(Purpose.VOTE).one(idea.pk, bytes(actor.vote_subject or b""))
    if Vote.objects.put(idea_id=idea.pk, tag=tag, value=VALUES[answer]):
        return
    main = find_merge_links(idea).main
    if main is None:
        raise WrongPhase(_("Voting on this idea is closed."))
    cast_vote(actor=actor, idea=main, answer=answer)


def find_my_votes(
    *, actor: Membership | None, workshop: Workshop, idea_ids: Sequence[UUID]
) -> dict[UUID, str]:
    """Return how this member voted on which of the ideas: "up", "down" or "unsure".

    Nothing where the past is shut by a PIN. One query, by the member's tags. Raises KeyAway where the key is
    not to be had.
    """
    if actor is None or actor.vote_subject is None or actor.hides_past or not idea_ids:
        return {}
    tagger = open_tagger(workshop, Purpose.VOTE)
    tags = tagger.of_items(as_blocks([key.bytes for key in idea_ids]), bytes(actor.vote_subject))
    pairs = zip(idea_ids, (tag.tobytes() for tag in tags), strict=True)
    return {idea: _ANSWERS[value] for idea, value in Vote.objects.live_values(list(pairs))}


@dataclass(frozen=True)
class MyVotes:
    """A member's answers by idea, and how far they are: on how many ideas they voted, of how many."""

    answers: dict[UUID, str]
    voted: int
    total: int


def find_all_my_votes(*, actor: Membership | None, workshop: Workshop) -> MyVotes:
    """Return how this member voted on which published idea, and how far they are.

    Ideas that take no votes any more, such as merged ones, do not count, nor do their own, unless their past
    is shut by a PIN: then no vote is shown. One query for any number of ideas, once catalogue and counted
    votes are in memory. Raises KeyAway where there is no key.
    """
    catalogue = read_catalogue(workshop)
    others = ~mark_own(actor=actor, workshop=workshop, catalogue=catalogue)
    asked = others & catalogue.votable
    if actor is None or actor.vote_subject is None or actor.hides_past:
        return MyVotes({}, 0, int(np.count_nonzero(asked)))
    values = _find_values(actor, workshop, catalogue)
    is_cast = others & (values != NONE)
    cast = np.flatnonzero(is_cast)
    answers = {catalogue.ids[index]: _ANSWERS[value] for index, value in zip(cast, values[cast], strict=True)}
    return MyVotes(answers, int(np.count_nonzero(is_cast & asked)), int(np.count_nonzero(asked)))


def find_unvoted(*, actor: Membership | None, workshop: Workshop) -> set[UUID]:
    """Return the published ideas that take votes and on which this member, not their author, has none.

    None at all where the past is shut by a PIN: it would show. Queries and errors as of `find_all_my_votes`.
    """
    if actor is None or actor.vote_subject is None or actor.hides_past:
        return set()
    catalogue = read_catalogue(workshop)
    others = ~mark_own(actor=actor, workshop=workshop, catalogue=catalogue)
    is_left = others & catalogue.votable & (_find_values(actor, workshop, catalogue) == NONE)
    return {catalogue.ids[index] for index in np.flatnonzero(is_left)}


def _find_values(actor: Membership, workshop: Workshop, catalogue: Catalogue) -> NDArray[np.int16]:
    """Return this member's vote on each idea (n,) of the catalogue, NONE for none."""
    tags = open_tagger(workshop, Purpose.VOTE).of_items(catalogue.keys, bytes(actor.vote_subject or b""))
    return find_values(workshop, tags)
