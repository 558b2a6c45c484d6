"""The invented people of the demo: the same each time, and of many minds."""

from collections import Counter
from functools import cache

import numpy as np

from demo.accounts import AUTHOR, NEWCOMER, address_of, find_author, find_newcomer, list_addresses
from demo.comments import invent_speakers
from demo.content import DemoContent, read_content
from demo.invented_members import NOT_ANSWERED, Crowd, invent_crowd
from tests.demo.test_demo_content import all_comments


@cache
def content() -> DemoContent:
    return read_content()


@cache
def crowd() -> Crowd:
    return invent_crowd(content())


def place_of(title: str) -> int:
    return next(place for place, idea in enumerate(content().ideas) if idea.title == title)


def share_for(title: str, **kind: str) -> float:
    """Return the share of thumbs-up among the decided of one group or organisation (or of all)."""
    votes = crowd().votes[crowd().votes[:, 0] == place_of(title)]
    members = crowd().members
    values = [
        value
        for _idea, member, value in votes.tolist()
        if value and all(getattr(members[member], name) == wanted for name, wanted in kind.items())
    ]
    return values.count(1) / len(values)


def test_the_crowd_is_the_same_each_time() -> None:
    again = invent_crowd(content())
    assert again.members == crowd().members
    assert again.authors == crowd().authors
    assert np.array_equal(again.votes, crowd().votes)
    assert np.array_equal(again.answers, crowd().answers)


def test_150_people_of_all_groups_take_part() -> None:
    groups = Counter(member.group for member in crowd().members)
    assert groups.total() == 150
    assert set(groups) == {*content().groups, None}
    assert min(groups[group] for group in content().groups) >= 14


def test_members_come_from_everywhere_in_london() -> None:
    boroughs = {member.borough for member in crowd().members}
    assert boroughs - {None} <= set(content().tiles)
    assert len(boroughs) >= 30


def test_organisations_have_the_members_they_should() -> None:
    wanted: dict[str | None, int] = {o.slug: sum(o.groups.values()) for o in content().organisations}
    assert Counter(member.organisation for member in crowd().members) == wanted | {None: 4}


def test_there_are_about_3500_votes_of_all_three_kinds() -> None:
    assert 3300 <= len(crowd().votes) <= 3700
    assert set(crowd().votes[:, 2].tolist()) == {1, 0, -1}


def test_most_ideas_have_30_to_90_votes_and_those_that_wait_none() -> None:
    votes = Counter(crowd().votes[:, 0].tolist())
    assert sum(30 <= number <= 90 for number in votes.values()) >= 52
    assert {place for place, idea in enumerate(content().ideas) if not idea.waiting} == set(votes)


def test_nobody_votes_twice_or_on_their_own_idea() -> None:
    pairs = [(idea, member) for idea, member, _value in crowd().votes.tolist()]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) & set(enumerate(crowd().authors)) == set()


def test_authors_are_of_the_kind_that_the_idea_speaks_for() -> None:
    for idea, author in zip(content().ideas, crowd().authors, strict=True):
        member = crowd().members[author]
        assert member.group == idea.group
        assert idea.author_organisation in {"", member.organisation}


def test_many_people_write() -> None:
    assert len(set(crowd().authors)) >= 40


def test_some_ideas_are_loved_by_nearly_everybody() -> None:
    assert share_for("One sign-in. Please.") > 0.85


def test_some_ideas_are_liked_by_one_large_organisation_only() -> None:
    title = "Give the shared budget to the hospital trust, which already has a finance department"
    assert share_for(title, organisation="southmark") > 0.6
    assert share_for(title, organisation="riverheath") < 0.3


def test_some_ideas_split_the_groups() -> None:
    title = "Let the staff elect the neighbourhood's leader"
    assert share_for(title, group="care-worker") > 0.7
    assert share_for(title, group="manager") < 0.3


def test_91_per_cent_of_nearly_everybody_support_the_draft() -> None:
    answers = Counter(crowd().answers.tolist())
    people = 150 - answers.pop(NOT_ANSWERED)
    assert people >= 120
    assert round(100 * (answers[0] + answers[1]) / people) == 91
    assert set(answers) == {0, 1, 2, 3, 4}


def test_the_silent_and_the_newcomer_have_not_answered() -> None:
    silent = [place for place, member in enumerate(crowd().members) if not member.eagerness]
    assert {crowd().answers[place] for place in [*silent, find_newcomer(crowd().members)]} == {NOT_ANSWERED}


def test_two_members_have_addresses_that_are_easy_to_try() -> None:
    addresses = list_addresses(crowd())
    assert len(set(addresses)) == 150
    assert addresses[find_newcomer(crowd().members)] == address_of(NEWCOMER)
    assert addresses[find_author(crowd())] == address_of(AUTHOR)


def test_the_newcomer_has_not_voted_and_the_author_has_written_and_voted() -> None:
    voters = set(crowd().votes[:, 1].tolist())
    newcomer, author = find_newcomer(crowd().members), find_author(crowd())
    assert newcomer not in {*voters, *crowd().authors}
    assert author in voters & set(crowd().authors)


def test_the_speakers_are_the_same_each_time_and_of_the_groups_named() -> None:
    said = invent_speakers(content(), crowd())
    assert said == invent_speakers(read_content(), invent_crowd(read_content()))
    assert len(said) == len(all_comments())
    for one in said:
        is_author = one.speaker == crowd().authors[one.idea]
        assert is_author == one.wanted.by_author
        assert is_author or crowd().members[one.speaker].group == one.wanted.group
