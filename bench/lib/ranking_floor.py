"""What no program can leave out: the rows by COPY, and the arithmetic of all boards on arrays in memory.

No row is written, no object made and no query but the COPY. Django is set up before this is imported.
"""

from dataclasses import replace

import numpy as np

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from anonymity.tags import Purpose
from ideas_platform.lib.copying import copy_arrays_out
from voting.ballots.vote_rows import load_unreleased_votes
from voting.boards.listing import Circumstances, find_candidates, find_chances, list_boards
from voting.count.idea_scores import IdeaScores, load_idea_scores
from voting.count.matching import TaggedRows, match_members
from voting.count.members_counted import load_people
from voting.scores.clustered import score_clustered
from voting.scores.common_ground import score_common_ground
from voting.scores.debated import score_debated
from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import Integers, Totals, VoteMatrix, count_votes
from workshops.domain.keys import open_tagger
from workshops.models import Workshop

_ROWS = """
SELECT (asked.place - 1)::int4, vote.tag, vote.value
FROM unnest(%s::uuid[]) WITH ORDINALITY AS asked (idea_id, place) JOIN voting_vote vote USING (idea_id)
WHERE vote.idea_id = ANY(%s)
"""
_COLUMNS = {"place": "integer", "tag": "block", "value": "smallint"}


class Floor:
    """A workshop in memory, all but its votes."""

    def __init__(self, workshop: Workshop) -> None:
        self._people, self._idea_scores = load_people(workshop), load_idea_scores(workshop)
        self._tagger, self._rho = open_tagger(workshop, Purpose.VOTE), workshop.rho
        place = {key: number for number, key in enumerate(self._idea_scores.keys)}
        self._changed = np.array([place[key] for key in load_unreleased_votes(workshop.pk).ideas], np.int64)
        self._keys = self._idea_scores.keys

    def recount(self) -> None:
        """Count all votes and work out all boards."""
        votes_cast = self._count(np.arange(len(self._keys)))
        self._rank(self._score(votes_cast), votes_cast)

    def release(self) -> None:
        """Count the votes on changed ideas and on the candidates of `diverse`, and work out all boards."""
        self._score(self._count(self._changed))
        self._rank(self._idea_scores, self._count(find_candidates(self._idea_scores)))

    def _count(self, places: Integers) -> VoteMatrix:
        keys = [self._keys[place] for place in places.tolist()]
        rows = copy_arrays_out(_ROWS, [keys, keys], _COLUMNS)
        items, of_items = self._idea_scores.ids[places], rows["place"].astype(np.int64)
        found = match_members(
            TaggedRows(self._tagger, of_items, rows["tag"], items, self._people.vote_subjects)
        )
        return VoteMatrix(places[of_items], found, rows["value"].astype(np.int64), len(self._keys))

    def _score(self, votes_cast: VoteMatrix) -> IdeaScores:
        totals, people = count_votes(votes_cast), self._people
        top = score_clustered(votes_cast, people.clusters, self._rho)
        ground = score_common_ground(votes_cast, people.groups, people.number_of_groups)
        return replace(
            self._idea_scores,
            totals=totals,
            clusters=top.named,
            spread=top.clusters,
            top_score=np.where(totals.decided > 0, top.score, np.nan),
            top_weight=top.effective_votes,
            top_share=top.effective_share,
            ground_score=ground.score,
            ground_listed=ground.is_listed,
            debated_score=score_debated(totals),
        )

    def _rank(self, idea_scores: IdeaScores, approvals: VoteMatrix) -> None:
        people, ideas = self._people, len(self._keys)
        today: Integers = np.ones(ideas, np.int64)
        daily = DailyTotals(np.arange(ideas), today, Totals(*vars(idea_scores.totals).values()), ideas)
        now = Circumstances(
            people.members_counted,
            people.number_of_groups,
            score_rising(daily, 1),
            find_candidates(idea_scores),
            approvals,
        )
        list_boards(idea_scores, now)
        find_chances(idea_scores, self._rho, self._rho)
