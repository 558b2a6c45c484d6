"""Merge, then undo, restores all: against a truth that is counted here by hand, boards included."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ideas.models import Idea
from moderation.domain.merging import merge_ideas, undo_merge
from moderation.domain.undoing import find_last_press, undo_press
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
Truth = dict[tuple[int, int], str]
WORDS = ("up", "down", "unsure")


def vote_at_random(people: list[Membership], ideas: list[Idea], chance: random.Random) -> Truth:
    """Let most people vote on most ideas, and return by places of person and idea what they said."""
    truth = {}
    for who, person in enumerate(people):
        for which, idea in enumerate(ideas):
            if chance.random() < 0.7:
                truth[who, which] = chance.choice(WORDS)
                cast_vote(actor=person, idea=idea, answer=truth[who, which])
    return truth


def count_once(truth: Truth, main: int, parts: list[int]) -> tuple[int, ...]:
    """Return up, down and unsure of a main idea: each one's vote there, else the most of those on parts."""
    said = []
    for who in {person for person, _idea in truth}:
        of_parts = Counter(truth[who, part] for part in parts if (who, part) in truth)
        best = [word for word, number in of_parts.items() if number == max(of_parts.values())]
        if (who, main) in truth:
            said.append(truth[who, main])
        elif best:
            said.append(best[0] if len(best) == 1 else "unsure")
    return tuple(said.count(word) for word in WORDS)


def read_state(workshop: Workshop) -> tuple[list[Any], list[Any]]:
    """Return all totals, and all boards with their scores."""
    totals = Total.objects.filter(idea__workshop=workshop).order_by("pk")
    entries = BoardEntry.objects.filter(board__workshop=workshop).order_by("board__name", "rank")
    facts = ("board__name", "rank", "idea", "score", "low", "high", "chance", "up", "down", "unsure")
    return list(totals.values_list()), list(entries.values_list(*facts))


@pytest.mark.parametrize("seed", range(2))
def test_all_is_as_it_was_and_in_between_each_person_counts_once(
    moderator: Person, workshop: Workshop, seed: int
) -> None:
    chance = random.Random(seed)
    people = [
        person
        for number in range(3)
        for person in make_members(
            8, workshop, organisation=Organisation.objects.create(workshop=workshop, name=f"T{number}")
        )
    ]
    ideas = [make_idea(workshop, people[number] if number < 2 else None) for number in range(5)]
    voters = people[2:]
    truth = vote_at_random(voters, ideas, chance)
    release_workshop(workshop.pk, force=True)
    before = read_state(workshop)
    main, *parts = chance.sample(range(5), chance.choice([2, 3, 4]))
    for part in parts:
        merge_ideas(actor=moderator.membership, part=ideas[part], main=ideas[main])
    release_workshop(workshop.pk, force=True)
    total = Total.objects.values_list(*WORDS).get(idea=ideas[main])
    assert (total, find_differences(workshop)) == (count_once(truth, main, parts), [])
    assert not BoardEntry.objects.filter(idea__in=[ideas[part] for part in parts]).exists()
    last = find_last_press(moderator.membership)
    assert last is not None
    undo_press(actor=moderator.membership, press=last.key)
    for part in parts:
        if ideas[part] not in last.items:
            undo_merge(actor=moderator.membership, part=ideas[part])
    release_workshop(workshop.pk, force=True)
    assert (read_state(workshop), find_differences(workshop)) == (before, [])


def test_in_practice_the_effect_is_there_on_the_next_page_load(
    django_capture_on_commit_callbacks: Any, moderator: Person, workshop: Workshop
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(practice=True)
    people = make_members(9, workshop)
    part, main = make_idea(workshop), make_idea(workshop)
    for person in people:
        cast_vote(actor=person, idea=part if person in people[:4] else main, answer="up")
    release_workshop(workshop.pk)
    with django_capture_on_commit_callbacks(execute=True):
        merge_ideas(actor=moderator.membership, part=part, main=main)
    assert Total.objects.get(idea=main).up == len(people)
    last = find_last_press(moderator.membership)
    assert last is not None
    with django_capture_on_commit_callbacks(execute=True):
        undo_press(actor=moderator.membership, press=last.key)
    assert sorted(Total.objects.values_list("up", flat=True)) == [4, 5]


def test_what_its_author_takes_back_leaves_its_merges_with_the_release(
    moderator: Person, workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    people = make_members(12, workshop)
    for person in people:
        cast_vote(actor=person, idea=part, answer="up")
        cast_vote(actor=person, idea=main, answer="down")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    Idea.objects.filter(pk=main.pk).update(withdrawal_pending=True)
    release_workshop(workshop.pk, force=True)
    assert (Total.objects.get(idea=part).up, find_differences(workshop)) == (12, [])
    assert list(BoardEntry.objects.filter(board__name="top").values_list("idea", flat=True)) == [part.pk]


def test_after_the_close_what_goes_before_the_last_count_leaves_its_merges(
    moderator: Person, workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    for person in make_members(12, workshop):
        cast_vote(actor=person, idea=part, answer="up")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    ago = timezone.now() - timedelta(days=1)
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=ago, ideas_until=ago, recompute_all=True)
    Idea.objects.filter(pk=main.pk).update(status=Idea.Status.WITHDRAWN)
    release_workshop(workshop.pk)
    assert list(BoardEntry.objects.filter(board__name="top").values_list("idea", flat=True)) == [part.pk]
    assert find_differences(workshop) == []
