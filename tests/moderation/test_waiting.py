"""What waits for the design group, and since when."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Comment, Idea, Report
from moderation.domain.waiting import Waiting, count_waiting
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
    assert (found[workshop.pk].total, len(queries)) == (4, 3)


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
