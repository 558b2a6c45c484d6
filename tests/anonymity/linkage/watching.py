"""The attack of a participant who looks at every release and knows when whose computer was connected."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tests.anonymity.linkage.diary import Diary, Released

Refs = set[str]


@dataclass(frozen=True)
class Window:
    """Between two releases: who was connected, and what the second one showed for the first time."""

    people: frozenset[int]
    patient: bool
    new: Refs
    changed: Refs
    gone: Refs
    votes: dict[str, tuple[int, int]]


@dataclass
class Named:
    """Releases of one kind: how large their groups are, and how often one of the group is rightly named."""

    sizes: list[int] = field(default_factory=list)
    right: float = 0.0
    items: int = 0

    @property
    def rate(self) -> float:
        """Return the share of items for which the right person is named."""
        return self.right / max(1, self.items)


@dataclass
class Watched:
    """What the watcher learns: among how many people the author of each item is.

    `full`: releases of ten people. `patient`: those after 48 hours, of five.
    """

    full: Named = field(default_factory=Named)
    patient: Named = field(default_factory=Named)
    linked_sizes: list[int] = field(default_factory=list)
    told_votes: int = 0
    order: float = 0.0


def watch(diary: Diary) -> Watched:
    """Return what all releases together tell the watcher."""
    windows, found = list(_list_windows(diary)), Watched()
    authors = {**diary.authors("idea")}
    first: dict[str, frozenset[int]] = {}
    for window in windows:
        kind = found.patient if window.patient else found.full
        if window.new or window.votes:
            kind.sizes.append(len(window.people))
        for ref in window.new:
            first[ref] = window.people
            kind.items += 1
            kind.right += (authors[ref] in window.people) / len(window.people)
        linked = [first[ref] & window.people for ref in window.changed | window.gone if ref in first]
        found.linked_sizes += [len(people) for people in linked]
        found.told_votes += sum(max(votes) >= len(window.people) for votes in window.votes.values())
    found.order = _correlate_lists(diary)
    return found


def _list_windows(diary: Diary) -> list[Window]:
    windows: list[Window] = []
    before: Released | None = None
    for release in diary.releases:
        start = before.moment if before else None
        people = {
            visit.actor
            for visit in diary.visits
            if visit.begin <= release.moment and (start is None or visit.end > start)
        }
        windows.append(_compare(before, release, frozenset(people)))
        before = release
    return windows


def _compare(before: Released | None, after: Released, people: frozenset[int]) -> Window:
    old = _by_ref(before) if before else {}
    new = _by_ref(after)
    same = old.keys() & new.keys()
    return Window(
        people,
        after.patient,
        new.keys() - old.keys(),
        {ref for ref in same if old[ref]["title"] != new[ref]["title"]},
        old.keys() - new.keys(),
        {ref: votes for ref in same if any(votes := _count_new(old[ref], new[ref]))},
    )


def _count_new(old: dict[str, object], new: dict[str, object]) -> tuple[int, int]:
    up, down = (int(str(new[name] or 0)) - int(str(old[name] or 0)) for name in ("up", "down"))
    return (max(up, 0), max(down, 0)) if old["up"] is not None else (0, 0)


def _by_ref(release: Released) -> dict[str, dict[str, object]]:
    return {str(idea["ref"]): idea for idea in release.document["ideas"]}


def _correlate_lists(diary: Diary) -> float:
    """Return how far the order of the new ideas in exports is that in which they were sent.

    Within each release only, as places from 0 to 1: that one release came before another is no secret.
    """
    orders = {deed.item: deed.order for deed in diary.deeds if deed.kind == "idea"}
    known: Refs = set()
    places: list[tuple[float, float]] = []
    for release in diary.releases:
        new = [ref for ref in _by_ref(release) if ref not in known]
        ranks = sorted(new, key=lambda ref: orders[ref])
        places += [(place / len(new), ranks.index(ref) / len(new)) for place, ref in enumerate(new)]
        known |= set(new)
    shown, sent = np.array(places).T
    return float(np.corrcoef(shown, sent)[0, 1])
