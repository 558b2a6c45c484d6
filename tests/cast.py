"""The cast of the tests: people, workshops and ideas, made the way the product makes them."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from anonymity.tags import Purpose
from ideas.models import Comment, Idea, Question
from workshops.domain.keys import create_workshop, open_tagger
from workshops.models import Borough, DrawnMoment, Membership, Organisation, Poll, PollOption, User, Workshop
from workshops.phases import Phase
from workshops.rules import STAFF_ROLES, Role
from workshops.sign_in.sessions import SessionStore

SIGN_IN_BACKEND = "workshops.sign_in.backend.Backend"
WORK_DOMAIN = "trust.example"
# Staff under this domain need no second factor in local mode: settings.SECOND_FACTOR_EXEMPT_DOMAIN.
STAFF_DOMAIN = "demo.example"
WEEK = timedelta(days=7)
# Members of the cast joined long ago.
SETTLED = {"nights_to_wait": 0}


@dataclass(frozen=True)
class Person:
    """Somebody: the user, the place in the workshop (if any), and a browser that is signed in."""

    user: User
    place: Membership | None = None

    @property
    def membership(self) -> Membership:
        """Return the place in the workshop; fails for somebody who is in none."""
        assert self.place is not None
        return self.place

    @cached_property
    def client(self) -> Client:
        """Return a browser in which this person is signed in."""
        return sign_in(self.user)


def sign_in(user: User) -> Client:
    """Return a new browser in which this user is signed in.

    The session is what Django's own login leaves in the end, stored once: a login of a test client stores
    one of nobody, a second in its place, and that again with the user.
    """
    session = SessionStore()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = SIGN_IN_BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def copy_browser(browser: Client) -> Client:
    """Return a new browser with the cookies of this one: to sign in again takes longer than most pages.

    At the same site: what stands before its pages is made once.
    """
    site: Any = browser.handler
    if site._middleware_chain is None:
        site.load_middleware()
    copied = Client()
    vars(copied.handler)["_middleware_chain"] = site._middleware_chain
    copied.cookies = SimpleCookie(browser.cookies)
    return copied


def make_dates(phase: Phase) -> dict[str, datetime | None]:
    """Return the dates of a workshop that is in the middle of this phase."""
    reached = list(Phase).index(phase)
    # Whole seconds, as the two boxes of the admin send them.
    start = timezone.now().replace(microsecond=0) - reached * WEEK + WEEK / 2
    return {
        "announced_at": start,
        "opens_at": start + WEEK,
        "ideas_until": start + 2 * WEEK - timedelta(days=3),
        "closes_at": start + 2 * WEEK,
        "published_at": start + 3 * WEEK if phase == Phase.PUBLISHED else None,
    }


def restore_boroughs() -> None:
    """Put the boroughs into an empty table, as the first migration does."""
    rows = json.loads((settings.BASE_DIR / "workshops" / "data" / "boroughs.json").read_text())
    wanted = ("slug", "name", "column", "row")
    Borough.objects.bulk_create(Borough(**{name: row[name] for name in wanted}) for row in rows)


def make_workshop(phase: Phase = Phase.OPEN, **fields: Any) -> Workshop:
    """Return a new workshop in this phase, with its key; `fields` replace what it would have."""
    usual = {
        "slug": f"w{secrets.token_hex(4)}",
        "title": "Community services",
        "summary": "What should community services be like?",
        "allowed_domains": [WORK_DOMAIN, STAFF_DOMAIN],
    }
    workshop = create_workshop(Workshop(**{**usual, **make_dates(phase), **fields}))
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def make_user(name: str, *, domain: str = WORK_DOMAIN, **fields: Any) -> User:
    """Return a new user with the address NAME@DOMAIN."""
    return User.objects.create(email=f"{name}@{domain}", **fields)


def make_member(name: str, workshop: Workshop, role: Role = Role.PARTICIPANT, **fields: Any) -> Person:
    """Return a new person who has this role in the workshop; staff may open the admin."""
    is_staff = role in STAFF_ROLES
    user = make_user(name, domain=STAFF_DOMAIN if is_staff else WORK_DOMAIN, is_staff=is_staff)
    details = {"role": role, **SETTLED, **fields}
    member = Membership(user=user, workshop=workshop, **details).count_as_told()
    member.save(force_insert=True)
    return Person(user, member)


def make_members(number: int, workshop: Workshop, **fields: Any) -> list[Membership]:
    """Return this many new participants of the workshop."""
    users = User.objects.bulk_create(
        User(email=f"member-{secrets.token_hex(6)}@{WORK_DOMAIN}") for _one in range(number)
    )
    details = {**SETTLED, **fields}
    return Membership.objects.bulk_create(
        Membership(user=user, workshop=workshop, **details).count_as_told() for user in users
    )


def make_three_organisations(workshop: Workshop, size: int = 10) -> list[list[Membership]]:
    """Return the participants of three new organisations that were in the list at the opening."""
    names = [f"Trust {secrets.token_hex(3)}" for _one in range(3)]
    places = [Organisation.objects.create(workshop=workshop, name=n, in_first_list=True) for n in names]
    return [make_members(size, workshop, organisation=place) for place in places]


def let_the_moment_come(workshop: Workshop) -> None:
    """Put the drawn moment of the workshop's release, which must be there, into the past."""
    earlier = timezone.now() - timedelta(hours=1)
    assert DrawnMoment.objects.filter(pk=workshop.pk).update(moment=earlier) == 1


def draw_past_moment(workshop: Workshop) -> None:
    """Let the moment of the workshop's next release be drawn, and past."""
    DrawnMoment.objects.create(workshop=workshop, moment=timezone.now() - timedelta(hours=1))


def make_idea(
    workshop: Workshop,
    author: Membership | None = None,
    status: Idea.Status = Idea.Status.PUBLISHED,
    **fields: Any,
) -> Idea:
    """Return a new idea in this state. It carries its author's tag, or nobody's where there is none."""
    today = timezone.localdate()
    usual = {
        "title": "One number to ring",
        "body": "Families ring five places today.",
        "waiting_since": today if status == Idea.Status.UNRELEASED else None,
        "published_on": today if status == Idea.Status.PUBLISHED else None,
    }
    idea = Idea(workshop=workshop, status=status, **{**usual, **fields})
    idea.thread_tag = secrets.token_bytes(16) if author is None else thread_tag(idea, author)
    idea.save(force_insert=True)
    return idea


def make_comment(
    idea: Idea,
    author: Membership | None = None,
    status: Comment.Status = Comment.Status.PUBLISHED,
    **fields: Any,
) -> Comment:
    """Return a new comment on the idea in this state, with its author's tag, or nobody's."""
    today = timezone.localdate()
    usual = {
        "intent": Comment.Intent.BUILD,
        "body": "We tried this for a month.",
        "thread_tag": secrets.token_bytes(16) if author is None else thread_tag(idea, author),
        "waiting_since": today if status == Comment.Status.UNRELEASED else None,
        "published_on": today if status == Comment.Status.PUBLISHED else None,
    }
    return Comment.objects.create(idea=idea, status=status, **{**usual, **fields})


def ask_about(item: Idea | Comment, **fields: Any) -> Question:
    """Return a new open question of the design group to whoever wrote this text."""
    about = {"idea" if isinstance(item, Idea) else "comment": item}
    usual = {"text": "Can you give an example?", "outcome": "hide", "reason": "off_topic"}
    return Question.objects.create(workshop=item.thread.workshop, **{**about, **usual, **fields})


def thread_tag(idea: Idea, author: Membership) -> bytes:
    """Return the tag with which this member would have written the idea."""
    return open_tagger(idea.workshop, Purpose.THREAD).one(idea.pk, bytes(author.text_subject or b""))


SCALE = {"Completely": True, "Mostly": True, "Partly": False, "Hardly": False, "Not at all": False}


def make_poll(workshop: Workshop, scale: dict[str, bool] = SCALE, **fields: Any) -> list[PollOption]:
    """Return the options of a new straw poll; `scale` says of each label whether it is supportive."""
    Poll.objects.create(workshop=workshop, **{"question": "Do you support the draft vision?", **fields})
    return [
        PollOption.objects.create(workshop=workshop, number=number, label=label, supportive=supportive)
        for number, (label, supportive) in enumerate(scale.items(), start=1)
    ]
