"""What a board says of an idea's place, and in which order it says it."""

from __future__ import annotations

import uuid

import numpy as np
import pytest

from ideas.models import Idea
from tests.cast import Person, make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.boards.board_words import CLUSTER_WORDS, find_words, say_who_is_unnamed
from voting.boards.boards import Ranked
from voting.boards.boards_after_votes import find_boards_obstacle
from voting.boards.entries import explain_entry, find_movement, list_entries, say_chance, say_liking
from voting.boards.listing import Listing
from voting.boards.stored_boards import store_boards
from voting.boards.worked_example import work_out
from voting.count.idea_scores import load_idea_scores
from voting.count.members_counted import load_people
from voting.models import Board, BoardEntry, Total
from voting.views.totals import describe_totals
from workshops.domain.visits import visit_workshop
from workshops.models import Borough, Group, Organisation, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TOP = Board.Name.TOP


def entry(workshop: Workshop, **fields: object) -> BoardEntry:
    """Return an entry of a board, not stored."""
    usual = {"rank": 3, "previous_rank": 3, "up": 8, "down": 2, "unsure": 1, "clusters": 4}
    return BoardEntry(board=Board(workshop=workshop, name=TOP), **{**usual, **fields})


def put(workshop: Workshop, ideas: list[Idea], number: int) -> None:
    """Put these ideas on the board in this order, as of release `number`."""
    idea_scores = load_idea_scores(workshop)
    order = np.array([idea_scores.keys.index(idea.pk) for idea in ideas], np.int64)
    listing = Listing(TOP, order, np.full(len(order), 0.5), np.zeros(len(order), np.int64))
    store_boards(workshop, Ranked(idea_scores, [listing], np.zeros(len(idea_scores.ids))), number)


def ranks(workshop: Workshop) -> list[tuple[uuid.UUID, int, int | None]]:
    entries = BoardEntry.objects.filter(board__workshop=workshop).order_by("rank")
    return list(entries.values_list("idea", "rank", "previous_rank"))


@pytest.mark.parametrize(
    ("previous", "word"), [(None, "new"), (1, "down"), (2, "down"), (3, "same"), (4, "up"), (500, "up")]
)
def test_a_place_says_how_it_has_changed(workshop: Workshop, previous: int | None, word: str) -> None:
    assert find_movement(entry(workshop, previous_rank=previous)) == word


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0, "open"), (0.4999, "open"), (0.5, "likely"), (0.7999, "likely"), (0.8, "solid"), (1, "solid")],
)
def test_how_sure_a_place_is_has_three_words(chance: float, word: str) -> None:
    assert say_chance(chance, 10) == word


@pytest.mark.parametrize(("votes", "word"), [(0, "likely"), (9, "likely"), (10, "solid"), (500, "solid")])
def test_nothing_is_solid_with_fewer_than_ten_votes(votes: int, word: str) -> None:
    assert say_chance(1, votes) == word


@pytest.mark.parametrize(
    ("clusters", "words"),
    [
        (0, ""),
        (2, ""),
        (3, ""),
        (9, ""),
        (10, " They work in 10 or more organisations."),
        (24, " They work in 10 or more organisations."),
        (25, " They work in 25 or more organisations."),
        (49, " They work in 25 or more organisations."),
        (50, " They work in 50 or more organisations."),
        (5_000, " They work in 50 or more organisations."),
    ],
)
def test_numbers_of_organisations_are_said_in_steps(workshop: Workshop, clusters: int, words: str) -> None:
    liked = "Liked by 8 of 10 people who are for or against it."
    assert explain_entry(entry(workshop, clusters=clusters)) == f"{liked}{words}"


def test_one_person_is_one_person(workshop: Workshop) -> None:
    said = say_liking(entry(workshop, up=1, down=0, clusters=1))
    assert said == "Liked by 1 of 1 person who is for or against it."


@pytest.mark.parametrize("attribute", sorted(Workshop.Attribute))
def test_every_way_to_cluster_has_its_sentence_or_none(attribute: str) -> None:
    workshop = make_workshop(cluster_by=attribute)
    words = CLUSTER_WORDS.get(workshop.clusters_in_words)
    assert (words is None) is (attribute == Workshop.Attribute.NONE)
    assert explain_entry(entry(workshop, clusters=10)).count("10 or more") == (0 if words is None else 1)


@pytest.mark.parametrize("kind", sorted({*Workshop.Attribute, "opinion group"}))
@pytest.mark.parametrize("rho", [0.05, 0])
def test_a_board_has_one_word_for_what_people_are_told_apart_by(kind: str, rho: float) -> None:
    imported = kind == "opinion group"
    workshop = make_workshop(imported=imported, cluster_by="organisation" if imported else kind, rho=rho)
    Total.objects.create(idea=(idea := make_idea(workshop)), top_weight=20)
    words = find_words(workshop, TOP)
    shown = entry(workshop, idea=idea, clusters=25, score=0.5, low=0.5, high=0.9, share=0.8)
    said = " ".join(map(str, [words.sentence, words.explanation, words.missing, *work_out(shown)]))
    named = {word for word in ("organisation", "borough", "opinion group") if word in said}
    if "group" in said and "opinion group" not in said:
        named.add("group")
    assert named == (set() if kind == "none" else {kind})
    assert ("20 voices" in said) == (rho > 0 and kind != "none")
    assert "place of work" not in said


@pytest.mark.parametrize("alone", [True, False])
def test_the_board_says_so_where_people_without_an_organisation_count_one_by_one(alone: bool) -> None:
    workshop = make_workshop(unnamed_alone=alone)
    said = "Fewer than half of the people here named their organisation. So the others count one by one."
    assert str(say_who_is_unnamed(workshop, TOP)) == (said if alone else "")
    assert say_who_is_unnamed(workshop, Board.Name.DEBATED) == ""


def test_the_first_board_is_all_new(workshop: Workshop) -> None:
    first, second = make_idea(workshop), make_idea(workshop)
    put(workshop, [first, second], 1)
    assert ranks(workshop) == [(first.pk, 1, None), (second.pk, 2, None)]


def test_the_next_board_knows_the_places_of_the_one_before(workshop: Workshop) -> None:
    first, second, third = (make_idea(workshop) for _one in range(3))
    put(workshop, [first, second], 1)
    put(workshop, [third, second, first], 2)
    assert ranks(workshop) == [(third.pk, 1, None), (second.pk, 2, 2), (first.pk, 3, 1)]


def test_storing_the_same_board_again_keeps_what_it_knew(workshop: Workshop) -> None:
    first, second = make_idea(workshop), make_idea(workshop)
    put(workshop, [first, second], 1)
    put(workshop, [second, first], 2)
    put(workshop, [second, first], 2)
    assert ranks(workshop) == [(second.pk, 1, 2), (first.pk, 2, 1)]


def test_an_idea_that_left_the_board_comes_back_as_new(workshop: Workshop) -> None:
    first, second = make_idea(workshop), make_idea(workshop)
    for number, ideas in enumerate([[first, second], [second], [second, first]], start=1):
        put(workshop, ideas, number)
    assert ranks(workshop) == [(second.pk, 1, 1), (first.pk, 2, None)]


def test_an_empty_board_takes_the_place_of_a_full_one(workshop: Workshop) -> None:
    put(workshop, [make_idea(workshop)], 1)
    put(workshop, [], 2)
    assert (ranks(workshop), Board.objects.get().release_number) == ([], 2)


def test_a_board_shows_published_ideas_only_and_leaves_their_ranks_as_they_are(workshop: Workshop) -> None:
    ideas = [make_idea(workshop) for _one in range(4)]
    put(workshop, ideas, 1)
    Idea.objects.filter(pk=ideas[0].pk).update(status=Idea.Status.HIDDEN)
    Idea.objects.filter(pk=ideas[2].pk).update(status=Idea.Status.WITHDRAWN)
    shown = [(one.idea_id, one.rank) for one in list_entries(Board.objects.get())]
    assert shown == [(ideas[1].pk, 2), (ideas[3].pk, 4)]


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_once_a_workshop_is_closed_nobody_has_to_vote_to_see_its_boards(
    phase: Phase, outsider: Person
) -> None:
    workshop = make_workshop(phase, boards_after_votes=5)
    make_idea(workshop)
    assert find_boards_obstacle(visit_workshop(outsider.user, workshop.slug)) == ""


@pytest.mark.parametrize(("missing", "sentence"), [(0, ""), (1, "1 more idea"), (2, "2 more ideas")])
def test_the_gate_counts_down(participant: Person, workshop: Workshop, missing: int, sentence: str) -> None:
    Workshop.objects.update(boards_after_votes=3)
    ideas = [make_idea(workshop) for _one in range(5)]
    for idea in ideas[: 3 - missing]:
        cast_vote(actor=participant.membership, idea=idea, answer="unsure")
    gate = find_boards_obstacle(visit_workshop(participant.user, workshop.slug))
    assert gate == (f"Vote on {sentence} to see the boards." if missing else "")


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize(("unsure", "people"), [(1, 4), (2, 5)])
def test_totals_appear_from_five_people_and_to_those_who_have_voted(
    workshop: Workshop, shown: bool, unsure: int, people: int
) -> None:
    idea = make_idea(workshop)
    Total.objects.create(idea=idea, up=2, down=1, unsure=unsure)
    told = describe_totals(idea, shown=shown)
    assert told.shown is (shown and people >= 5)
    assert (told.up, told.all) == (("2", str(people)) if told.shown else ("", ""))


def test_people_are_numbered_by_what_the_workshop_clusters_by(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    group = Group.objects.create(workshop=workshop, name="Carers")
    make_members(2, workshop, organisation=trust)
    make_members(3, workshop, group=group, borough=Borough.objects.order_by("pk").first())
    workshop.cluster_by, workshop.common_ground_by = Workshop.Attribute.ORGANISATION, Workshop.Attribute.NONE
    people = load_people(workshop)
    assert people.clusters is not None
    assert (sorted(people.clusters.tolist()), people.ground) == ([-1, -1, -1, 0, 0], [])
    assert (people.members_counted.members, people.members_counted.clusters) == (5, 2)


def test_who_left_and_has_no_voice_any_more_is_not_among_the_people(workshop: Workshop) -> None:
    gone, _here = make_members(2, workshop)
    type(gone).objects.filter(pk=gone.pk).update(vote_subject=None, text_subject=None)
    assert load_people(workshop).members_counted.members == 1
    assert "subject" not in repr(load_people(workshop))
