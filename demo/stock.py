"""Fills the demo's workshop: themes, places, people, ideas, comments and votes, by whole tables at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from django.utils import timezone

from anonymity.tags import Purpose, Tagger, as_blocks
from demo.accounts import ADMINISTRATOR, STAFF, address_of, find_author
from demo.coding import add_codings
from demo.comments import Said, add_comments, invent_speakers
from demo.content import DemoContent, DemoIdea
from demo.decided import add_decided
from demo.desk import prepare_desk
from demo.invented_members import NOT_ANSWERED, Crowd
from demo.invited import add_invited
from demo.merges import add_merges
from demo.other_voices import add_other_voices
from demo.what_authors_ask import add_what_authors_ask
from demo.who_is_missing import find_workplace
from ideas.domain.holding import is_held
from ideas.models import Comment, Idea
from ideas_platform.lib.copying import copy_arrays_in
from moderation.models import Claim, Decision
from workshops.models import Group, Membership, Organisation, Poll, PollOption, Theme, User, Workshop
from workshops.rules import Role

# Ideas came out over these days before loading, so that "newest first" has something to show.
DAYS_OF_RELEASES, STRIDE = 9, 4
# The design group took up to so many days, and two of the staff are at it for the first hour: a claim of five
# minutes would have ended before anybody looks.
DAYS_TO_DECISION, CLAIMED_FOR = 3, timedelta(hours=1)


@dataclass(frozen=True, repr=False)
class Stock:
    """A workshop to fill, its key, what goes into it, its members' addresses, and its day."""

    workshop: Workshop
    key: bytes
    content: DemoContent
    crowd: Crowd
    addresses: Sequence[str]
    today: date = field(default_factory=timezone.localdate)


@dataclass(frozen=True, repr=False)
class Filled:
    """What the members sent; ideas in the order of the texts, comments in that of `said`, which says who."""

    members: list[Membership]
    ideas: list[Idea]
    comments: list[Comment]
    said: list[Said]


def fill_workshop(stock: Stock) -> None:
    """Store everything but the boards, which the next release makes. Call it inside a transaction."""
    sent = add_contributions(stock)
    moderator = _add_staff(stock, [*sent.ideas, *sent.comments])
    add_decided(sent.comments, moderator)
    author = find_author(stock.crowd)
    add_what_authors_ask(stock.key, sent.ideas, author, sent.members, moderator)


def add_contributions(stock: Stock) -> Filled:
    """Store the members and all that they sent, and return it. Call it inside a transaction."""
    members = _add_members(stock)
    ideas = _add_ideas(stock, members)
    _add_votes(stock, ideas, members)
    _add_answers(stock, _add_poll(stock), members)
    said = invent_speakers(stock.content, stock.crowd)
    comments = add_comments(said, ideas, members, Tagger(stock.key, Purpose.THREAD))
    return Filled(members, ideas, comments, said)


def _add_members(stock: Stock) -> list[Membership]:
    organisations, groups = _add_organisations(stock), _add_groups(stock)
    users = _add_users(stock.addresses)
    return Membership.objects.bulk_create(
        Membership(
            user=user,
            workshop=stock.workshop,
            organisation=organisations.get(member.organisation or ""),
            borough_id=find_workplace(member.borough),
            group=groups.get(member.group or ""),
        ).count_as_told()
        for user, member in zip(users, stock.crowd.members, strict=True)
    )


def _add_organisations(stock: Stock) -> dict[str, Organisation]:
    made = Organisation.objects.bulk_create(
        Organisation(
            workshop=stock.workshop,
            name=wanted.name,
            kind=wanted.kind,
            borough_id=wanted.borough,
            workforce=wanted.workforce,
        )
        for wanted in stock.content.organisations
    )
    return {wanted.slug: row for wanted, row in zip(stock.content.organisations, made, strict=True)}


def _add_groups(stock: Stock) -> dict[str, Group]:
    names = stock.content.groups
    made = Group.objects.bulk_create(
        Group(workshop=stock.workshop, name=name, number=number)
        for number, name in enumerate(names.values(), start=1)
    )
    return dict(zip(names, made, strict=True))


def _add_users(addresses: Sequence[str]) -> list[User]:
    """Return the users with these addresses, in their order; those of an earlier demo are used again."""
    User.objects.bulk_create((User(email=address) for address in addresses), ignore_conflicts=True)
    found = User.objects.in_bulk(addresses, field_name="email")
    return [found[address] for address in addresses]


def _add_ideas(stock: Stock, members: list[Membership]) -> list[Idea]:
    themes = {theme.number: theme for theme in _add_themes(stock)}
    ideas = [
        _make_idea(stock, wanted, place, themes.get(wanted.theme or 0))
        for place, wanted in enumerate(stock.content.ideas)
    ]
    items = as_blocks([idea.pk.bytes for idea in ideas])
    authors = as_blocks([bytes(members[place].text_subject or b"") for place in stock.crowd.authors])
    tags = Tagger(stock.key, Purpose.THREAD).of_pairs(items, authors)
    for idea, tag in zip(ideas, tags, strict=True):
        idea.thread_tag = tag.tobytes()
    return Idea.objects.bulk_create(ideas)


def _add_themes(stock: Stock) -> list[Theme]:
    return Theme.objects.bulk_create(
        Theme(workshop=stock.workshop, number=t.number, title=t.title, text=t.text, references=t.references)
        for t in stock.content.themes
    )


def _make_idea(stock: Stock, wanted: DemoIdea, place: int, theme: Theme | None) -> Idea:
    days = timedelta(days=1 + STRIDE * place % DAYS_OF_RELEASES)
    return Idea(
        workshop=stock.workshop,
        theme=theme,
        intent=wanted.intent,
        title=wanted.title,
        body=wanted.text,
        status=Idea.Status.IN_REVIEW if wanted.waiting else Idea.Status.PUBLISHED,
        held=wanted.waiting and is_held(wanted.title, wanted.text),
        review_since=stock.today - days if wanted.waiting else None,
        reviewed=not wanted.waiting,
        approved=not wanted.waiting,
        published_on=None if wanted.waiting else stock.today - days,
    )


def _add_votes(stock: Stock, ideas: list[Idea], members: list[Membership]) -> None:
    places, voters, values = stock.crowd.votes.T
    items = as_blocks([idea.pk.bytes for idea in ideas])[places]
    subjects = as_blocks([bytes(member.vote_subject or b"") for member in members])[voters]
    copy_arrays_in(
        "voting_vote",
        {
            "idea_id": items,
            "tag": Tagger(stock.key, Purpose.VOTE).of_pairs(items, subjects),
            "value": values.astype(np.int16),
        },
    )


def _add_poll(stock: Stock) -> list[PollOption]:
    wanted = stock.content.poll
    Poll.objects.create(
        workshop=stock.workshop, question=wanted.question, supportive_words=wanted.supportive_words
    )
    return PollOption.objects.bulk_create(
        PollOption(workshop=stock.workshop, number=number, label=option.label, supportive=option.supportive)
        for number, option in enumerate(wanted.options, start=1)
    )


def _add_answers(stock: Stock, options: list[PollOption], members: list[Membership]) -> None:
    (who,) = np.nonzero(stock.crowd.answers != NOT_ANSWERED)
    polls = as_blocks([stock.workshop.pk.bytes] * len(who))
    subjects = as_blocks([bytes(members[place].vote_subject or b"") for place in who])
    copy_arrays_in(
        "ideas_pollanswer",
        {
            "poll_id": polls,
            "tag": Tagger(stock.key, Purpose.POLL).of_pairs(polls, subjects),
            "option_id": as_blocks([option.pk.bytes for option in options])[stock.crowd.answers[who]],
        },
    )


def _add_staff(stock: Stock, items: Sequence[Idea | Comment]) -> Membership:
    """Add the site administrator, the organiser and the design group, who has looked at what is published.

    Returns the membership of the latter.
    """
    memberships = add_memberships_of_staff(stock)
    moderator = next(membership for membership in memberships if membership.role == Role.DESIGN_GROUP)
    look_at(stock, items, moderator)
    add_merges(stock.content, [item for item in items if isinstance(item, Idea)], moderator)
    _claim(stock, items, memberships)
    prepare_desk(stock.workshop, memberships)
    add_invited(stock.workshop)
    staff = [membership for membership in memberships if membership.is_staff_member]
    add_codings(stock.workshop, [*items, *add_other_voices(stock.workshop, staff)], staff)
    return moderator


def add_memberships_of_staff(stock: Stock) -> list[Membership]:
    """Add those people; return the memberships of all but the administrator, who has none."""
    administrator, *staff = _add_users([address_of(name) for name in (ADMINISTRATOR, *STAFF)])
    User.objects.filter(pk__in=[user.pk for user in (administrator, *staff)]).update(is_staff=True)
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    return Membership.objects.bulk_create(
        Membership(user=user, workshop=stock.workshop, role=role)
        for user, role in zip(staff, STAFF.values(), strict=True)
    )


def look_at(stock: Stock, items: Sequence[Idea | Comment], moderator: Membership) -> None:
    """Write down that the design group has published what it has looked at."""
    Decision.objects.bulk_create(
        Decision(
            workshop=stock.workshop,
            idea=item if isinstance(item, Idea) else None,
            comment=item if isinstance(item, Comment) else None,
            verdict=Decision.Verdict.PUBLISH,
            reason=Decision.Reason.FITS,
            decided_by=moderator,
            decided_on=stock.today - timedelta(days=place % DAYS_OF_RELEASES),
            waited=place % DAYS_TO_DECISION,
        )
        for place, item in enumerate(items)
        if item.reviewed
    )


def _claim(stock: Stock, items: Sequence[Idea | Comment], staff: Sequence[Membership]) -> None:
    """Let each of the staff have one of the texts that wait before them."""
    waiting = [item for item in items if not item.reviewed]
    Claim.objects.bulk_create(
        Claim(item=item.pk, workshop=stock.workshop, claimed_by=person, until=timezone.now() + CLAIMED_FOR)
        for item, person in zip(waiting, staff, strict=False)
    )
