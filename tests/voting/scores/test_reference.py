"""Real conversations against scores that an independent program computed, which lie beside their votes.

What is checked here on real votes is checked on small elections by the other tests of this folder.
"""

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings

from tests.voting.scores.elections import votes_cast
from voting.scores.clustered import score_clustered
from voting.scores.common_ground import score_common_ground
from voting.scores.debated import score_debated
from voting.scores.equal_shares import choose_diverse
from voting.scores.vote_matrix import NONE, Floats, Integers, VoteMatrix, count_votes

EXACTLY = 1e-9
CONVERSATIONS = Path(settings.BASE_DIR).parent / "shared" / "data" / "polis"


@dataclass(frozen=True)
class Conversation:
    """A folder of the Pol.is open data, with the opinion group as cluster and as group."""

    folder: Path

    @cached_property
    def reference(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "reference.json").read_text()))

    @cached_property
    def comments(self) -> list[int]:
        """Ids of the comments that are not hidden, in order."""
        return sorted(int(row["comment-id"]) for row in self.rows("comments") if row["moderated"] != "-1")

    @cached_property
    def group_of(self) -> dict[int, str]:
        return {int(row["participant"]): row["group-id"] for row in self.rows("participants-votes")}

    @cached_property
    def groups(self) -> Integers:
        names = sorted({name for name in self.group_of.values() if name})
        return np.array([names.index(name) if name else NONE for name in self.group_of.values()])

    @cached_property
    def votes_cast(self) -> VoteMatrix:
        """Of each person and comment the last vote by timestamp, on equal timestamps the later row."""
        rows = sorted(self.rows("votes"), key=lambda row: int(row["timestamp"]))
        last = {(int(row["comment-id"]), int(row["voter-id"])): int(row["vote"]) for row in rows}
        idea = {comment: place for place, comment in enumerate(self.comments)}
        member = {person: place for place, person in enumerate(self.group_of)}
        votes = [(idea[on], member[who], value) for (on, who), value in last.items() if on in idea]
        return votes_cast(votes, len(self.comments))

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def differences(self, scores: Floats | Integers, name: str) -> list[float]:
        """Distances of our scores from those of the reference, comment by comment."""
        place = {comment: place for place, comment in enumerate(self.comments)}
        return [abs(scores[place[row["comment_id"]]] - row[name]) for row in self.reference["all"]]


@pytest.fixture(scope="module", params=["scoop-hivemind.ubi", "vtaiwan.uberx"])
def conversation(request: pytest.FixtureRequest) -> Conversation:
    folder = CONVERSATIONS / request.param
    if not folder.is_dir():
        pytest.skip(
            "NOT CHECKED AGAINST THE REFERENCE: the folder shared/data/polis is not beside this project"
        )
    return Conversation(folder)


def test_totals_equal_the_reference(conversation: Conversation) -> None:
    totals = count_votes(conversation.votes_cast)
    for counts, name in ((totals.up, "agree"), (totals.down, "disagree"), (totals.unsure, "passes")):
        assert max(conversation.differences(counts, name)) == 0


def test_every_comment_with_a_vote_for_or_against_is_in_the_reference(conversation: Conversation) -> None:
    voted = np.flatnonzero(count_votes(conversation.votes_cast).decided)
    assert [conversation.comments[place] for place in voted] == sorted(
        row["comment_id"] for row in conversation.reference["all"]
    )


def test_top_scores_equal_the_reference(conversation: Conversation) -> None:
    top = score_clustered(conversation.votes_cast, conversation.groups)
    assert max(conversation.differences(top.score, "fair_wilson_rho05")) < EXACTLY


def test_top_scores_with_rho_0_or_without_clusters_are_wilson95(conversation: Conversation) -> None:
    without_weights = score_clustered(conversation.votes_cast, conversation.groups, rho=0)
    without_clusters = score_clustered(conversation.votes_cast, None)
    assert max(conversation.differences(without_weights.score, "wilson95")) < EXACTLY
    assert max(conversation.differences(without_clusters.score, "wilson95")) < EXACTLY


def test_common_ground_scores_equal_the_reference(conversation: Conversation) -> None:
    number = int(conversation.groups.max()) + 1
    ground = score_common_ground(conversation.votes_cast, conversation.groups, number)
    assert max(conversation.differences(ground.score, "gic_geo")) < EXACTLY
    assert max(conversation.differences(ground.score**number, "gic")) < EXACTLY


def test_debated_scores_equal_the_reference(conversation: Conversation) -> None:
    assert (
        max(conversation.differences(score_debated(count_votes(conversation.votes_cast)), "debated"))
        < EXACTLY
    )


def test_the_diverse_ten_are_bought_in_the_order_of_the_reference(conversation: Conversation) -> None:
    voted = np.flatnonzero(count_votes(conversation.votes_cast).decided)
    chosen = [conversation.comments[idea] for idea in choose_diverse(conversation.votes_cast, voted)]
    assert chosen == conversation.reference["mes_top10"]["in_order_of_purchase"]
