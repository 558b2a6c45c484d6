"""A workshop with 5,000 ideas and 20,000 comments, of which many wait and many are decided about."""

from datetime import timedelta
from itertools import islice

from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.design_group import Colleague, make_group
from bench.lib.full_coding import fill_coding
from bench.lib.stage import fill_workshop
from bench.lib.texts import write_texts
from ideas.models import Comment, Contribution, Idea
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from voting.releases.recount import recount_workshop
from workshops.models import Workshop
from workshops.rules import Role

MEMBERS, IDEAS, VOTES, COMMENTS = 1_000, 5_000, 50_000, 20_000
WAITING, DECIDED, DAYS = 1_000, 2_500, 20


def fill_desk() -> tuple[Workshop, Colleague]:
    """Return it and one of its organisers: 1,000 ideas and as many comments wait, 5,000 are decided about."""
    workshop = Workshop.objects.with_phase().get(pk=fill_workshop(MEMBERS, IDEAS, VOTES))
    write_texts(workshop, COMMENTS)
    recount_workshop(workshop)
    organiser, *group = make_group(workshop, 5, Role.ORGANISER)
    ideas: list[Item] = list(Idea.objects.filter(workshop=workshop).order_by("pk"))
    comments: list[Item] = list(
        Comment.objects.filter(idea__workshop=workshop).order_by("pk")[: WAITING + DECIDED]
    )
    _let_wait(Idea, ideas[:WAITING])
    _let_wait(Comment, comments[:WAITING])
    decided: list[Item] = [*ideas[WAITING : WAITING + DECIDED], *comments[WAITING:]]
    Decision.objects.bulk_create(
        (_decide(workshop, group[place % len(group)], item, place) for place, item in enumerate(decided)),
        batch_size=1_000,
    )
    fill_coding(workshop, group)
    return workshop, organiser


def _let_wait(kind: type[Idea] | type[Comment], items: list[Item]) -> None:
    waits = {"status": Contribution.Status.IN_REVIEW, "reviewed": False, "published_on": None}
    keys = iter([item.pk for item in items])
    while some := list(islice(keys, 500)):
        since = timezone.localdate() - timedelta(days=some[0].bytes[0] % DAYS)
        kind._default_manager.filter(pk__in=some).update(**waits, review_since=since)


def _decide(workshop: Workshop, colleague: Colleague, item: Item, place: int) -> Decision:
    is_hidden = place % 10 == 0
    return Decision(
        workshop=workshop,
        idea=item if isinstance(item, Idea) else None,
        comment=item if isinstance(item, Comment) else None,
        verdict=Decision.Verdict.HIDE if is_hidden else Decision.Verdict.PUBLISH,
        reason=Decision.Reason.OFF_TOPIC if is_hidden else Decision.Reason.FITS,
        decided_by=colleague.membership,
        decided_on=timezone.localdate() - timedelta(days=1 + place % DAYS),
        waited=place % 4,
    )
