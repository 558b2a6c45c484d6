"""Who wrote what: answered for one member at a time, by the member's own tag, and never stored."""

import hmac
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.keys import HeldKey
from anonymity.tags import Purpose, as_blocks
from ideas.domain.catalogue import Catalogue
from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.refusals import KeyAway
from workshops.domain.keys import open_key, open_tagger
from workshops.models import Membership, Workshop

Tagged = tuple[UUID, UUID, bytes]
"""The key of an item, that of the idea in whose thread it stands, and its author's tag."""


def tag_in_thread(*, actor: Membership | None, idea: Idea) -> bytes | None:
    """Return the tag (16 bytes) under which this member writes the idea or comments on it, None for nobody.

    The idea's workshop must be loaded. Raises KeyAway where the key is not to be had.
    """
    if actor is None or actor.text_subject is None:
        return None
    return make_thread_tag(open_key(idea.workshop), actor=actor, idea=idea)


def make_thread_tag(key: HeldKey, *, actor: Membership, idea: Idea) -> bytes | None:
    """Return the same as `tag_in_thread`, with the key of the idea's workshop at hand."""
    if actor.text_subject is None:
        return None
    return key.tagger(Purpose.THREAD).one(idea.pk, bytes(actor.text_subject))


def wrote_item(*, actor: Membership | None, item: Idea | Comment) -> bool:
    """Return whether this member wrote the idea or comment; raises KeyAway where the key is not to be had."""
    return has_tag(item, tag_in_thread(actor=actor, idea=item.thread))


def has_tag(item: Contribution, tag: bytes | None) -> bool:
    """Return whether an idea or comment carries this tag; nobody's tag is None."""
    return tag is not None and hmac.compare_digest(tag, bytes(item.thread_tag))


def seek_tag(*, actor: Membership | None, idea: Idea) -> bytes | None:
    """Return the same as `tag_in_thread`, but None where reading goes on without it.

    That is where the key is not to be had, and where the member's past is shut by a PIN.
    """
    if actor is not None and actor.hides_past:
        return None
    try:
        return tag_in_thread(actor=actor, idea=idea)
    except KeyAway:
        return None


def mark_own(*, actor: Membership | None, workshop: Workshop, catalogue: Catalogue) -> NDArray[np.bool_]:
    """Return for each idea (n,) of the catalogue whether the actor wrote it; none where a PIN shuts the past.

    Raises KeyAway where the key is not to be had.
    """
    if actor is None or actor.text_subject is None or actor.hides_past or not len(catalogue):
        return np.zeros(len(catalogue), np.bool_)
    tags = open_tagger(workshop, Purpose.THREAD).of_items(catalogue.keys, bytes(actor.text_subject))
    same: NDArray[np.bool_] = (tags.view(np.uint64) == catalogue.thread_tags.view(np.uint64)).all(axis=1)
    return same


def find_own(
    *, actor: Membership | None, workshop: Workshop, tagged: Sequence[tuple[UUID, bytes]]
) -> set[UUID]:
    """Return which of these ideas, given with their thread tags, the actor wrote.

    None where the actor's past is shut by a PIN. Raises KeyAway where the key is not to be had.
    """
    if actor is None or actor.hides_past:
        return set()
    return find_own_items(actor, workshop, [(key, key, tag) for key, tag in tagged])


def find_own_items(actor: Membership, workshop: Workshop, items: Sequence[Tagged]) -> set[UUID]:
    """Return which of these items the actor wrote, whether or not a PIN shuts their past.

    Raises KeyAway where the key is not to be had.
    """
    if not items or actor.text_subject is None:
        return set()
    threads = as_blocks([thread.bytes for _key, thread, _tag in items])
    tags = open_tagger(workshop, Purpose.THREAD).of_items(threads, bytes(actor.text_subject))
    return {key for (key, _thread, tag), own in zip(items, tags, strict=True) if bytes(tag) == own.tobytes()}
