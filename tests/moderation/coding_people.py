"""Coding, as briefly as tests need it: a codebook, and what somebody chooses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from ideas.models import Comment, Idea
from moderation.domain.blind_share import find_blind
from moderation.domain.code_changes import CodeText, add_code
from moderation.domain.coding import NewCoding, read_own, save_coding, write_seen
from moderation.domain.quotes import find_place
from moderation.models import Code, Coding, Text
from tests.cast import Person, make_comment, make_idea
from workshops.models import Membership, Workshop

DESK = "/admin/desk/community/"
CODING = f"{DESK}coding/"
CODEBOOK = f"{DESK}codebook/"


def meet(person: Person) -> Membership:
    """Return the membership with its workshop as of now."""
    person.membership.workshop = Workshop.objects.with_phase().get(pk=person.membership.workshop_id)
    return person.membership


def make_code(person: Person, name: str = "Travel time", **said: object) -> Code:
    """Return a new code of the workshop for which this person works."""
    return add_code(actor=meet(person), text=CodeText(name, **said))  # type: ignore[arg-type]


def code_as(person: Person, item: Text, codes: Iterable[Code] = (), quotes: Iterable[str] = ()) -> Coding:
    """Let this person code the item so, and return the coding."""
    places = [place for quote in quotes if (place := find_place(item, quote))]
    return save_coding(actor=meet(person), item=item, new=NewCoding({code.pk for code in codes}, places))


def see(person: Person, item: Text) -> str:
    """Return what a form of this person says that they saw of the item."""
    return write_seen(item, read_own(meet(person), item))


def draw_key(workshop: Workshop, *, blind: bool = False) -> UUID:
    """Return a random key for an idea or comment that is, or is not, in the share that two people code."""
    keys = [uuid4() for _one in range(200)]
    drawn = find_blind(workshop, keys)
    return next(key for key in keys if (key in drawn) == blind)


def make_text(
    workshop: Workshop, author: Membership | None = None, *, blind: bool = False, **fields: Any
) -> Idea:
    """Return a new published idea that one person codes; two where it is `blind`."""
    return make_idea(workshop, author, id=draw_key(workshop, blind=blind), **fields)


def make_answer(
    idea: Idea, author: Membership | None = None, *, blind: bool = False, **fields: Any
) -> Comment:
    """Return a new published comment of the same kind."""
    return make_comment(idea, author, id=draw_key(idea.workshop, blind=blind), **fields)
