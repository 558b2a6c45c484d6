"""A design group that is signed in, and texts that wait for it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from anonymity.tags import Purpose
from bench.lib.served import CSRF
from bench.lib.words import write
from ideas.models import Comment, Contribution, Idea
from workshops.domain.keys import open_tagger
from workshops.management.commands.sign_in import begin_session
from workshops.models import Membership, User, Workshop
from workshops.rules import Role

COMMENTS_IN = 5  # every fifth text is a comment
HELD_IN = 10  # every tenth is held


@dataclass(frozen=True)
class Colleague:
    """One of the staff: their membership in the workshop, and the cookies of their browser."""

    membership: Membership
    cookie: str


def make_group(workshop: Workshop, number: int, role: Role = Role.DESIGN_GROUP) -> list[Colleague]:
    """Return this many new members of the staff, who need no second factor: their domain is the demo's."""
    group = []
    for _one in range(number):
        address = f"{secrets.token_hex(6)}@{settings.SECOND_FACTOR_EXEMPT_DOMAIN}"
        user = User.objects.create(email=address, is_staff=True)
        membership = Membership(user=user, workshop=workshop, role=role, nights_to_wait=0).count_as_told()
        membership.save(force_insert=True)
        group.append(Colleague(membership, f"session={begin_session(user)}; csrf={CSRF}"))
    return group


def let_wait(workshop: Workshop, number: int, authors: Sequence[Membership] = ()) -> None:
    """Let so many texts wait for the design group; in turn they are by these authors, as a release brings."""
    tagger = open_tagger(workshop, Purpose.THREAD)
    main = Idea(workshop=workshop, title="Talk here", body=write(30), thread_tag=secrets.token_bytes(16))
    main.status, main.published_on, main.reviewed = Idea.Status.PUBLISHED, timezone.localdate(), True
    main.save(force_insert=True)
    for turn in range(number):
        author = authors[turn % len(authors)] if authors else None
        item = _write(main, turn)
        subject = bytes(author.text_subject or b"") if author else secrets.token_bytes(16)
        item.thread_tag = tagger.one(item.thread.pk, subject)
        item.status, item.review_since = Contribution.Status.IN_REVIEW, timezone.localdate()
        item.held = turn % HELD_IN == 0
        item.save(force_insert=True)


def _write(main: Idea, turn: int) -> Idea | Comment:
    if turn % COMMENTS_IN == 0:
        return Comment(idea=main, intent=Comment.Intent.BUILD, body=write(40))
    return Idea(workshop=main.workshop, title=write(8).capitalize(), body=write(80))
