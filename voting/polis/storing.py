"""Storing a conversation: rows go in shuffled, so that no table keeps the order of the files."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from random import SystemRandom
from typing import Any

from django.db import models
from django.utils import timezone
from numpy.typing import NDArray

from anonymity.tags import TAG_BYTES, Purpose, Tagger, as_blocks
from ideas.models import Idea, ImportedIdea
from ideas_platform.lib.copying import copy_arrays_in
from voting.models import Vote
from voting.polis.conversation import Comment, Conversation, as_moment
from voting.polis.last_votes import LastVotes
from voting.polis.wording import make_title, name_blank
from workshops.models import Group, Membership, Organisation, Release, Workshop

AT_ONCE = 1000


def store_conversation(workshop: Workshop, key: bytes, conversation: Conversation, votes: LastVotes) -> None:
    """Store people, ideas and votes of a conversation in its new workshop, all of it released.

    Must run in the transaction that makes the workshop.
    """
    members = store_people(workshop, conversation.people)
    authors = dict(zip(conversation.people, members, strict=True))
    ideas = store_ideas(workshop, Tagger(key, Purpose.THREAD), conversation.comments, authors)
    store_votes(Tagger(key, Purpose.VOTE), ideas, members, votes)
    Release.objects.create(
        workshop=workshop, number=workshop.release_number, released_at=workshop.closes_at or timezone.now()
    )


def store_people(workshop: Workshop, people: dict[int, int | None]) -> list[Membership]:
    """Store a member for each participant, in the order given; opinion groups count from 1, as in "Group 1".

    The opinion group is both organisation and group; who is in none has neither.
    """
    numbers = sorted({number for number in people.values() if number is not None})
    names = {number: f"Opinion group {number + 1}" for number in numbers}
    organisations: dict[int | None, Organisation] = {
        n: Organisation(workshop=workshop, name=names[n], listed=False) for n in numbers
    }
    groups: dict[int | None, Group] = {
        n: Group(workshop=workshop, name=names[n], number=number) for number, n in enumerate(numbers, 1)
    }
    imported = Membership.Admission.IMPORT
    members = [
        Membership(
            workshop=workshop, organisation=organisations.get(n), group=groups.get(n), admission=imported
        ).count_as_told()
        for n in people.values()
    ]
    _insert(Organisation, organisations.values())
    _insert(Group, groups.values())
    _insert(Membership, members)
    return members


def store_ideas(
    workshop: Workshop, tagger: Tagger, comments: list[Comment], authors: dict[int, Membership]
) -> list[Idea]:
    """Store an idea for each comment, in the order given; `authors`: members by participant's number."""
    ideas = [_plan_idea(workshop, comment) for comment in comments]
    for idea, comment in zip(ideas, comments, strict=True):
        idea.thread_tag = _thread_tag(tagger, idea, authors.get(comment.author))
    _insert(Idea, ideas)
    pairs = zip(ideas, comments, strict=True)
    _insert(ImportedIdea, [ImportedIdea(idea=idea, source_id=comment.number) for idea, comment in pairs])
    return ideas


def store_votes(tagger: Tagger, ideas: list[Idea], members: list[Membership], votes: LastVotes) -> None:
    """Store the votes, whose columns are indices in `ideas` and `members`; they are shuffled already."""
    if not len(votes):
        return
    items = as_blocks([idea.pk.bytes for idea in ideas])[votes.comments]
    subjects = as_blocks([bytes(member.vote_subject or b"") for member in members])[votes.people]
    arrays: dict[str, NDArray[Any]] = {
        "idea_id": items,
        "tag": tagger.of_pairs(items, subjects),
        "value": votes.values,
        "counted": votes.values,
    }
    copy_arrays_in(Vote._meta.db_table, arrays)


def _plan_idea(workshop: Workshop, comment: Comment) -> Idea:
    return Idea(
        workshop=workshop,
        title=make_title(comment.text) if comment.text else name_blank(comment.number),
        body=comment.text,
        status=Idea.Status.HIDDEN if comment.is_hidden else Idea.Status.PUBLISHED,
        reviewed=True,
        published_on=timezone.localdate(as_moment(comment.written)),
    )


def _thread_tag(tagger: Tagger, idea: Idea, author: Membership | None) -> bytes:
    if author is None or author.text_subject is None:
        return secrets.token_bytes(TAG_BYTES)
    return tagger.one(idea.pk, bytes(author.text_subject))


def _insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    shuffled = list(rows)
    SystemRandom().shuffle(shuffled)
    model._default_manager.bulk_create(shuffled, batch_size=AT_ONCE)
