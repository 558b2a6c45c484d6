"""The texts of the demo: complete, within the limits of the product, and about nobody."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from demo.content import DemoComment, DemoContent, DemoIdea, join_lines, read_content
from ideas.models import Idea
from ideas.models.ideas import TITLE_LENGTH
from workshops.models import Organisation

SUMMARY_LENGTH = 200
PHONE_NUMBER = re.compile(r"\d[\d ]{7,}\d")
DRAMA_NUMBER = re.compile(r"020 7946 0\d{3}")
E_MAIL = re.compile(r"@(\S+?)[.;,]?(?=\s|$)")
NAMED_PERSON = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Sister)\b\.? [A-Z]")


@cache
def content() -> DemoContent:
    return read_content()


def comments_of(idea: DemoIdea) -> Iterator[DemoComment]:
    return chain(idea.comments, *(comment.replies for comment in idea.comments))


def all_comments() -> list[DemoComment]:
    return [comment for idea in content().ideas for comment in comments_of(idea)]


def contributions() -> list[str]:
    ideas = content().ideas
    return [
        *(idea.title for idea in ideas),
        *(idea.text for idea in ideas),
        *(c.text for c in all_comments()),
    ]


def test_there_are_sixty_ideas_two_that_count_with_another_and_three_that_wait() -> None:
    assert Counter(idea.waiting for idea in content().ideas) == {False: 62, True: 3}


def test_no_title_and_no_text_appears_twice() -> None:
    assert [text for text, number in Counter(contributions()).items() if number > 1] == []


def test_titles_are_short_enough() -> None:
    assert [i.title for i in content().ideas if not 0 < len(i.title) <= TITLE_LENGTH] == []


def test_texts_have_between_30_and_150_words() -> None:
    assert [i.title for i in content().ideas if not 30 <= len(i.text.split()) <= 150] == []


def test_every_theme_and_every_intent_is_used() -> None:
    ideas = content().ideas
    assert {idea.theme for idea in ideas} == {None, 1, 2, 3, 4, 5, 6, 7, 8}
    assert {idea.intent for idea in ideas} == set(Idea.Intent.values)


def test_the_draft_has_its_eight_points_in_order() -> None:
    assert [(theme.number, theme.title) for theme in content().themes] == [
        (1, "Integrated teams"),
        (2, "Joint planning"),
        (3, "Patient-centred care"),
        (4, "Working proactively"),
        (5, "Data access"),
        (6, "Integrated leadership"),
        (7, "Pooled resources"),
        (8, "Talented workforce"),
    ]


def test_each_point_of_the_draft_has_60_to_110_words() -> None:
    assert [theme.title for theme in content().themes if not 60 <= len(theme.text.split()) <= 110] == []


def test_the_summary_is_short_and_the_brief_has_a_few_paragraphs() -> None:
    words = content().words
    assert len(words["summary"]) <= SUMMARY_LENGTH
    assert len(words["brief"].split("\n\n")) == 4


def test_organisations_are_unequal_and_well_described() -> None:
    organisations = content().organisations
    sizes = sorted((sum(o.groups.values()) for o in organisations), reverse=True)
    assert (len({o.slug for o in organisations}), len({o.name for o in organisations})) == (24, 24)
    assert [o.name for o in organisations if o.kind not in Organisation.Kind.values] == []
    assert [o.name for o in organisations if o.borough not in content().tiles] == []
    assert sum(sizes[:2]) > sum(sizes) / 3
    assert sum(size <= 3 for size in sizes) >= 10


def test_groups_and_organisations_that_ideas_speak_of_exist() -> None:
    groups = set(content().groups)
    organisations = {o.slug for o in content().organisations}
    for idea in content().ideas:
        assert {idea.group, *idea.by_group} - groups == set(), idea.title
        assert {*idea.by_organisation, idea.author_organisation} - organisations - {""} == set(), idea.title


def test_comments_come_from_the_author_or_from_a_group() -> None:
    assert len(all_comments()) >= 120
    assert {comment.intent for comment in all_comments()} == {"build", "challenge", "question"}
    assert [c.text for c in all_comments() if c.by_author == (c.group in content().groups)] == []


def test_threads_are_two_levels_deep_at_most() -> None:
    replies = [reply for idea in content().ideas for comment in idea.comments for reply in comment.replies]
    assert [reply.text for reply in replies if reply.replies] == []


def test_no_contribution_names_or_reaches_anybody() -> None:
    text = "\n".join(contributions())
    assert [pattern.findall(text) for pattern in (PHONE_NUMBER, E_MAIL, NAMED_PERSON)] == [[], [], []]


def test_contacts_use_numbers_and_addresses_that_belong_to_nobody() -> None:
    words = " ".join(content().words.values())
    assert [n for n in PHONE_NUMBER.findall(words) if not DRAMA_NUMBER.fullmatch(n)] == []
    assert set(E_MAIL.findall(words)) == {"community-services.example.org"}


def test_there_are_33_boroughs_each_with_a_tile_of_its_own() -> None:
    assert len(content().tiles) == len(set(content().tiles.values())) == 33


@pytest.mark.parametrize(
    ("west", "east"),
    [("hillingdon", "havering"), ("ealing", "brent"), ("westminster", "newham"), ("lambeth", "southwark")],
)
def test_the_tile_map_has_west_on_the_left(west: str, east: str) -> None:
    assert content().tiles[west][0] < content().tiles[east][0]


@pytest.mark.parametrize(
    ("north", "south"),
    [("enfield", "croydon"), ("barnet", "camden"), ("islington", "lambeth"), ("merton", "sutton")],
)
def test_the_tile_map_has_north_on_top(north: str, south: str) -> None:
    assert content().tiles[north][1] < content().tiles[south][1]


def test_lines_are_joined_and_paragraphs_kept() -> None:
    assert join_lines("\nOne\ntwo.\n\nThree\n  four.\n") == "One two.\n\nThree four."
