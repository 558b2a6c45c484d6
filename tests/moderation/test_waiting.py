"""What waits for the design group, and since when."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Comment, CoverRequest, Idea, Question, Report, SecondLook
from moderation.domain.review import list_for_desk
from moderation.domain.urgency import Urgency, order_by_urgency
from moderation.domain.waiting import BY_URGENCY, Waiting, count_waiting
from tests.cast import make_comment, make_idea, make_workshop
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status


def test_it_is_counted_by_what_is_most_urgent_with_the_oldest_day(workshop: Workshop) -> None:
    make_idea(workshop, status=S.IN_REVIEW, held=True, review_since=date(2026, 5, 4))
    danger = make_idea(workshop, status=S.IN_REVIEW, held=True, review_since=date(2026, 5, 6))
    done = make_idea(workshop, reviewed=True)
    reported = make_comment(done, review_since=date(2026, 5, 3))
    make_comment(done)
    for item, reason in ((danger, "safety"), (reported, "abusive")):
        about = {"idea": danger} if item is danger else {"idea": done, "comment": reported}
        Report.objects.create(item=item.pk, tag=bytes(16), reason=reason, released=True, **about)
    empty = make_workshop()
    with CaptureQueriesContext(connection) as queries:
        found = count_waiting([workshop.pk, empty.pk])
    assert found == {workshop.pk: Waiting(1, 1, 1, 1, since=date(2026, 5, 3)), empty.pk: Waiting()}
    assert (found[workshop.pk].total, len(queries)) == (4, 1)


def fill_by_chance(workshop: Workshop, seed: int) -> None:
    """Store ideas and comments in any state, about which readers, authors and the group said something."""
    chance = random.Random(seed)
    for _one in range(90):
        status = chance.choice([S.PUBLISHED, S.IN_REVIEW, S.HIDDEN, S.WITHDRAWN])
        said: dict[str, Any] = {
            "status": status,
            "reviewed": chance.random() < 0.4,
            "held": status != S.PUBLISHED and chance.random() < 0.3,
            "held_by_reports": status != S.PUBLISHED and chance.random() < 0.3,
            "review_since": date(2026, 5, chance.randrange(1, 28)),
        }
        is_idea = chance.random() < 0.5
        idea = make_idea(workshop, **(said if is_idea else {"reviewed": True}))
        item = idea if is_idea else make_comment(idea, **said)
        about = {"idea": item.thread, **({} if is_idea else {"comment": item})}
        states = {"released": chance.random() < 0.8, "answered": chance.random() < 0.3}
        kinds: list[Any] = [Report, SecondLook, CoverRequest]
        for kind in chance.sample(kinds, k=chance.choice([0, 0, 1, 1, 2])):
            own = (
                {"tag": bytes(16), "reason": chance.choice(["safety", "abusive", "abusive"])}
                if kind is Report
                else {}
            )
            kind.objects.create(item=item.pk, **about, **states, **own)
        if chance.random() < 0.2:
            text = {"idea": item} if is_idea else {"comment": item}
            asked = {"text": "Why?", "outcome": "hide", "reason": "abusive"}
            ended = chance.choice(["", "decided"])
            Question.objects.create(workshop=workshop, ended=ended, **asked, **text)


@pytest.mark.parametrize("seed", range(2))
def test_all_that_waits_is_what_each_list_of_the_desk_holds(workshop: Workshop, seed: int) -> None:
    fill_by_chance(workshop, seed)
    make_comment(make_idea(make_workshop()))
    waiting = [
        (Urgency(item.urgency), item.review_since)
        for kind in (Idea, Comment)
        for item in order_by_urgency(list_for_desk(kind.objects.all()))
        if item.thread.workshop_id == workshop.pk
    ]
    counted = Counter(BY_URGENCY[step] for step, _since in waiting)
    asked = Question.objects.open().count()
    since = min(day for _step, day in waiting)
    assert count_waiting([workshop.pk])[workshop.pk] == Waiting(since=since, asked=asked, **counted)
    assert len(counted) >= len(Urgency) - 1


@pytest.mark.parametrize("moderation", ["before", "after"])
def test_a_release_says_since_when_its_texts_wait(workshop: Workshop, moderation: str) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(moderation=moderation)
    idea = make_idea(workshop, status=S.UNRELEASED)
    comment = make_comment(make_idea(workshop, reviewed=True), status=Comment.Status.UNRELEASED)
    release_workshop(workshop.pk, force=True)
    today = timezone.localdate()
    found = [type(item).objects.get(pk=item.pk).review_since for item in (idea, comment)]
    assert (found, count_waiting([workshop.pk])[workshop.pk]) == (
        [today, today],
        Waiting(others=2, since=today),
    )


def test_a_report_brings_a_text_back_to_the_group_from_its_release_on(workshop: Workshop) -> None:
    idea = make_idea(workshop, reviewed=True)
    Report.objects.create(item=idea.pk, tag=bytes(16), idea=idea, reason="abusive")
    release_workshop(workshop.pk, force=True)
    assert Idea.objects.get(pk=idea.pk).review_since == timezone.localdate()
