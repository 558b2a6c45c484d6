"""Who took part: worked out in memory from the tags of what has been released, for one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from anonymity.tags import Blocks, Purpose, as_blocks
from ideas.models import Comment, Idea, PollAnswer
from voting.ballots.vote_rows import find_voted, load_votes
from voting.count.matching import NOBODY, TaggedRows, match_members, tag_rows
from voting.releases.crowd import load_crowd
from workshops.domain.keys import open_key, open_tagger
from workshops.models import Borough, Group, Membership, Snapshot, Workshop
from workshops.phases import Deed
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.snapshots import Participants, find_last, take_took_part

_FIELDS = ("vote_subject", "text_subject", "counted_borough_id", "counted_group_id")


def record_who_took_part(workshop: Workshop) -> Snapshot | None:
    """Take a snapshot of who took part if one is due; return it.

    While the workshop is open at most once a day: all its votes are looked at.
    """
    last = find_last(workshop, Snapshot.Kind.TOOK_PART)
    if last and last.taken_on == timezone.localdate() and workshop.allows(Deed.VOTE):
        return None
    members = list(
        Membership.objects.filter(workshop=workshop)
        .exclude(vote_subject=None)
        .exclude(text_subject=None)
        .values(*_FIELDS)
    )
    named = {name: [_as_key(row[f"counted_{name}_id"]) for row in members] for name in ("borough", "group")}
    categories = {
        "borough": list(Borough.objects.values_list("pk", flat=True)),
        "group": [str(key) for key in Group.objects.filter(workshop=workshop).values_list("pk", flat=True)],
    }
    subjects = _as_subjects(members, "vote_subject")
    draw = CellKeys(open_key(workshop), subjects).draw
    active = _find_active(workshop, members)
    participants = Participants(named, categories, active, draw, tell_apart(workshop, subjects))
    return take_took_part(workshop, participants)


def tell_apart(workshop: Workshop, subjects: Blocks) -> Callable[[NDArray[np.bool_], int], int] | None:
    """Return what counts members, given by their subjects for votes, as a release does.

    Those who have left too: a number that went when somebody left would tell that they had taken part.
    """
    crowd = load_crowd(workshop, with_left=True)
    if not crowd.tells_apart:
        return None
    numbers = {subject.tobytes(): number for number, subject in enumerate(crowd.vote_subjects)}
    indices = np.array([numbers.get(subject.tobytes(), NOBODY) for subject in subjects], np.int64)

    def count(members: NDArray[np.bool_], people: int) -> int:
        return crowd.count(indices[members & (indices != NOBODY)].tolist(), people)

    return count


def _as_key(value: Any) -> str | None:
    return None if value is None else str(value)


def _as_subjects(members: list[dict[str, Any]], name: str) -> Blocks:
    return as_blocks([bytes(row[name]) for row in members])


def _find_active(workshop: Workshop, members: list[dict[str, Any]]) -> NDArray[np.bool_]:
    """Return for each member (M,) whether anything of theirs has been released and stands."""
    active = np.zeros(len(members), np.bool_)
    if not members:
        return active
    votes, texts = (_as_subjects(members, name) for name in ("vote_subject", "text_subject"))
    for rows in _list_released(workshop, votes, texts):
        found = match_members(rows)
        active[found[found != NOBODY]] = True
    return active


def _list_released(workshop: Workshop, votes: Blocks, texts: Blocks) -> Iterator[TaggedRows]:
    counted = load_votes(find_voted(workshop.pk))
    items = as_blocks([key.bytes for key in counted.ideas])
    yield TaggedRows(open_tagger(workshop, Purpose.VOTE), counted.idea_indices, counted.tags, items, votes)
    ideas = Idea.objects.filter(workshop=workshop).known_to_staff().values_list("pk", "thread_tag")
    comments = (
        Comment.objects.filter(idea__workshop=workshop).known_to_staff().values_list("idea_id", "thread_tag")
    )
    written = [(key, bytes(tag)) for key, tag in (*ideas, *comments)]
    yield tag_rows(open_tagger(workshop, Purpose.THREAD), written, texts)
    answers = PollAnswer.objects.filter(poll=workshop.pk).exclude(counted=None)
    answered = [(workshop.pk, bytes(tag)) for tag in answers.values_list("tag", flat=True)]
    yield tag_rows(open_tagger(workshop, Purpose.POLL), answered, votes)
