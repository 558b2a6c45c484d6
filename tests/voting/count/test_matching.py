import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymity.tags import Blocks, Purpose, Tagger, as_blocks
from voting.count import matching
from voting.count.matching import NOBODY, TaggedRows, find_people, match_members

KEY = bytes(range(32))
VOTES = Tagger(KEY, Purpose.VOTE)
TEXTS = Tagger(KEY, Purpose.THREAD)
ANN, BEA, CAZ = (bytes([letter]) * 16 for letter in b"abc")
STRANGER = b"?" * 16
BIKES, BEDS = (bytes([digit]) * 16 for digit in b"12")

blocks = st.binary(min_size=16, max_size=16)


def rows(
    tagger: Tagger, pairs: list[tuple[int, bytes]], items: list[bytes], subjects: list[bytes]
) -> TaggedRows:
    """Rows of a table: each pair is the index of an item and the subject who wrote or voted."""
    tags = as_blocks([tagger.one(items[item], subject) for item, subject in pairs])
    ideas = np.array([item for item, _ in pairs], np.int64)
    return TaggedRows(tagger, ideas, tags, as_blocks(items), as_blocks(subjects))


def match_naively(given_rows: TaggedRows) -> list[int]:
    """A dictionary of every tag there could be."""
    known = {
        (idea, given_rows.tagger.one(item.tobytes(), subject.tobytes())): member
        for idea, item in enumerate(given_rows.items)
        for member, subject in enumerate(given_rows.subjects)
    }
    wanted = zip(given_rows.ideas.tolist(), given_rows.tags, strict=True)
    return [known.get((idea, tag.tobytes()), NOBODY) for idea, tag in wanted]


def test_each_vote_finds_its_member_in_the_order_of_the_rows() -> None:
    votes = rows(VOTES, [(1, CAZ), (0, ANN), (1, ANN), (0, BEA)], [BIKES, BEDS], [ANN, BEA, CAZ])
    assert match_members(votes).tolist() == [2, 0, 0, 1]


def test_a_vote_of_somebody_who_is_no_member_is_nobodys() -> None:
    votes = rows(VOTES, [(0, STRANGER), (0, BEA), (1, STRANGER)], [BIKES, BEDS], [ANN, BEA])
    assert match_members(votes).tolist() == [NOBODY, 1, NOBODY]


def test_without_members_every_vote_is_nobodys() -> None:
    assert match_members(rows(VOTES, [(0, ANN), (0, BEA)], [BIKES], [])).tolist() == [NOBODY, NOBODY]


def test_without_votes_there_is_nothing_to_find() -> None:
    members = match_members(rows(VOTES, [], [BIKES], [ANN]))
    assert (members.shape, members.dtype.name) == ((0,), "int32")


def test_tags_that_look_alike_at_first_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_BITS", 0)
    votes = rows(VOTES, [(1, CAZ), (0, STRANGER), (0, BEA)], [BIKES, BEDS], [ANN, BEA, CAZ])
    assert match_members(votes).tolist() == [2, NOBODY, 1]


def test_a_tag_copied_to_another_idea_is_nobodys() -> None:
    votes = rows(VOTES, [(0, ANN)], [BIKES, BEDS], [ANN])
    copied = TaggedRows(VOTES, np.array([1]), votes.tags, votes.items, votes.subjects)
    assert match_members(copied).tolist() == [NOBODY]


def test_a_tag_of_another_purpose_is_nobodys() -> None:
    votes = rows(VOTES, [(0, ANN)], [BIKES], [ANN])
    other = TaggedRows(TEXTS, votes.ideas, votes.tags, votes.items, votes.subjects)
    assert match_members(other).tolist() == [NOBODY]


@pytest.mark.parametrize("place", range(16))
def test_all_sixteen_bytes_of_a_tag_count(place: int) -> None:
    votes = rows(VOTES, [(0, ANN), (0, BEA)], [BIKES], [ANN, BEA])
    tags = votes.tags.copy()
    tags[0, place] ^= 1
    changed = TaggedRows(VOTES, votes.ideas, tags, votes.items, votes.subjects)
    assert match_members(changed).tolist() == [NOBODY, 1]


@given(st.data())
def test_matching_equals_a_dictionary_of_all_tags(data: st.DataObject) -> None:
    items = data.draw(st.lists(blocks, min_size=1, max_size=6, unique=True))
    people = data.draw(st.lists(blocks, max_size=12, unique=True))
    members = people[: data.draw(st.integers(0, len(people)))]
    pair = st.tuples(st.integers(0, len(items) - 1), st.sampled_from([*people, STRANGER]))
    drawn = rows(VOTES, data.draw(st.lists(pair, max_size=40)), items, members)
    assert match_members(drawn).tolist() == match_naively(drawn)


def test_a_thousand_members_and_thousands_of_votes_are_all_found() -> None:
    random = np.random.default_rng(20140611)
    items, subjects = random_blocks(random, 50), random_blocks(random, 1000)
    ideas, members = random.integers(0, 50, 5000), random.integers(0, 1000, 5000)
    votes = TaggedRows(VOTES, ideas, VOTES.of_pairs(items[ideas], subjects[members]), items, subjects)
    assert np.array_equal(match_members(votes), members)


def test_people_are_counted_once_over_votes_and_texts() -> None:
    votes = rows(VOTES, [(0, ANN), (1, ANN), (0, BEA)], [BIKES, BEDS], [ANN, BEA, CAZ])
    texts = rows(TEXTS, [(0, BEA), (1, CAZ)], [BEDS, BIKES], [ANN, BEA, CAZ])
    assert len(find_people([votes, texts])) == 3


def test_people_are_the_same_although_votes_and_texts_use_different_subjects() -> None:
    votes = rows(VOTES, [(0, ANN)], [BIKES], [ANN, BEA])
    texts = rows(TEXTS, [(0, CAZ)], [BIKES], [CAZ, STRANGER])
    assert len(find_people([votes, texts])) == 1


def test_nobody_is_not_counted() -> None:
    votes = rows(VOTES, [(0, STRANGER), (0, ANN)], [BIKES], [ANN])
    assert (len(find_people([votes])), len(find_people([]))) == (1, 0)


@given(st.lists(st.lists(st.tuples(st.integers(0, 1), st.sampled_from([ANN, BEA, CAZ, STRANGER])))))
def test_the_count_of_people_is_the_size_of_the_set_of_members(kinds: list[list[tuple[int, bytes]]]) -> None:
    drawn = [rows(TEXTS, pairs, [BIKES, BEDS], [ANN, BEA, CAZ]) for pairs in kinds]
    everybody = {subject for pairs in kinds for _, subject in pairs}
    assert len(find_people(drawn)) == len(everybody - {STRANGER})


def test_rows_show_neither_tags_nor_subjects() -> None:
    shown = repr(rows(VOTES, [(0, ANN)], [BIKES], [ANN]))
    assert "array" not in shown


def random_blocks(random: np.random.Generator, number: int) -> Blocks:
    return random.integers(0, 256, (number, 16), dtype=np.uint8)
