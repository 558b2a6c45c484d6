"""What everybody in a workshop sees, read once for each version of it and then kept in memory.

Of people there is nothing here but the tags that stand in the tables: no reader can be told from another.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from anonymity.tags import Blocks, as_blocks
from ideas.models import Comment, Idea
from ideas_platform.lib.versioned_cache import VersionedCache
from workshops.models import Theme, Workshop

NO_THEME = -1
_TOGETHER = 32
# Workshops, ideas, and ideas with their comments that a process keeps: some 50 MB where all of it is used.
_catalogues: VersionedCache[str, Catalogue] = VersionedCache(things=50)
_themes: VersionedCache[str, list[Theme]] = VersionedCache(things=50)
_ideas: VersionedCache[UUID, Idea] = VersionedCache(things=6_000)
_threads: VersionedCache[UUID, list[Comment]] = VersionedCache(things=500)


@dataclass(frozen=True, repr=False)
class Catalogue:
    """The published ideas of a workshop by their random references: arrays of n, without any text.

    refs: the place of each; keys and thread_tags: (n, 16) bytes; themes: places in `theme_keys` or NO_THEME;
    days: of release, as ordinal numbers, 0 for none; discussion: how many comments can be read; votable:
    which take votes themselves, not being merged into another.
    """

    ids: list[UUID]
    refs: dict[str, int]
    keys: Blocks
    thread_tags: Blocks
    theme_keys: list[UUID | None]
    themes: NDArray[np.int64]
    days: NDArray[np.int64]
    discussion: NDArray[np.int64]
    votable: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def has_theme(self, key: UUID) -> NDArray[np.bool_]:
        """Return for each idea (n,) whether it is under this theme."""
        if key not in self.theme_keys:
            return np.zeros(len(self), np.bool_)
        return np.equal(self.themes, self.theme_keys.index(key))

    def count_discussion(self, idea: Idea) -> int:
        """Return how many comments on this idea can be read; raises KeyError where it is not published."""
        return int(self.discussion[self.refs[idea.ref]])


def read_catalogue(workshop: Workshop) -> Catalogue:
    """Return the published ideas of the workshop, as of when it was loaded; one query at most."""
    return _catalogues.get_or_make(workshop.pk, workshop.seen_version, "ideas", lambda: _load(workshop))


def read_themes(workshop: Workshop) -> list[Theme]:
    """Return the themes of the workshop by number; one query at most. They are shared: change nothing."""
    return _themes.get_or_make(
        workshop.pk, workshop.seen_version, "themes", lambda: list(workshop.themes.all())
    )


def read_ideas(workshop: Workshop, ids: Sequence[UUID]) -> dict[UUID, Idea]:
    """Return those of these ideas that are published, with their themes; one query at most.

    They are shared by all readers, and have no workshop: change nothing.
    """
    return _ideas.get_or_make_all(
        workshop.pk, workshop.seen_version, ids, lambda missing: _load_ideas(workshop, missing)
    )


def copy_ideas(workshop: Workshop, ids: Sequence[UUID]) -> dict[UUID, Idea]:
    """Return the reader's own copies of what `read_ideas` returns, in this order, with the workshop."""
    shared = read_ideas(workshop, ids)
    return {key: _copy(shared[key], workshop) for key in ids if key in shared}


def read_idea(workshop: Workshop, ref: str) -> Idea | None:
    """Return the reader's own copy of the published idea with this reference, or None; two queries at most.

    Others are read along with it: after each change all are read anew, and most often soon.
    """
    catalogue = read_catalogue(workshop)
    place = catalogue.refs.get(ref)
    if place is None:
        return None
    first = place // _TOGETHER * _TOGETHER
    together = catalogue.ids[first : first + _TOGETHER]
    ideas = _ideas.get_or_make_all(
        workshop.pk,
        workshop.seen_version,
        [catalogue.ids[place]],
        lambda _missing: _load_ideas(workshop, together),
    )
    shared = ideas.get(catalogue.ids[place])
    return _copy(shared, workshop) if shared else None


def _copy(shared: Idea, workshop: Workshop) -> Idea:
    """Return a reader's own copy of what all readers share, with the workshop as this reader loaded it."""
    idea = copy(shared)
    idea.workshop = workshop
    return idea


def read_comments(idea: Idea) -> list[Comment]:
    """Return the comments on an idea that everybody sees, in order; one query at most.

    Shared by all readers: change nothing. The idea's workshop must be loaded.
    """
    return _threads.get_or_make(
        idea.workshop_id, idea.workshop.seen_version, idea.pk, lambda: _load_thread(idea)
    )


def count_comments() -> Coalesce:
    """Return the expression for the number of published comments on each idea of a query."""
    published = Comment.objects.filter(idea=OuterRef("pk")).published().order_by().values("idea")
    return Coalesce(Subquery(published.annotate(number=Count("pk")).values("number")), 0)


def _load(workshop: Workshop) -> Catalogue:
    ideas = Idea.objects.filter(workshop=workshop).published().order_by("ref")
    votable = Exists(Idea.objects.filter(pk=OuterRef("pk")).taking_votes())
    rows = ideas.annotate(discussion=count_comments(), votable=votable).values_list(
        "pk", "ref", "thread_tag", "theme_id", "published_on", "discussion", "votable"
    )
    ids, refs, tags, themes, days, discussion, taking = zip(*rows, strict=True) if rows else [()] * 7
    theme_keys = list(dict.fromkeys(themes))
    return Catalogue(
        list(ids),
        {ref: place for place, ref in enumerate(refs)},
        as_blocks([key.bytes for key in ids]),
        as_blocks([bytes(tag) for tag in tags]),
        theme_keys,
        _number_themes(theme_keys, themes),
        np.array([day.toordinal() if day else 0 for day in days], np.int64),
        np.array(discussion, np.int64),
        np.array(taking, np.bool_),
    )


def _number_themes(theme_keys: list[UUID | None], themes: Sequence[UUID | None]) -> NDArray[np.int64]:
    places = {key: place if key else NO_THEME for place, key in enumerate(theme_keys)}
    return np.array([places[theme] for theme in themes], np.int64)


def _load_ideas(workshop: Workshop, ids: Sequence[UUID]) -> dict[UUID, Idea]:
    ideas = Idea.objects.filter(workshop=workshop, pk__in=ids).published().select_related("theme", "source")
    return {idea.pk: idea for idea in ideas}


def _load_thread(idea: Idea) -> list[Comment]:
    return list(Comment.objects.filter(idea=idea.pk).shown().in_order())
