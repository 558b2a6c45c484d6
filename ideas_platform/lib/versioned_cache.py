"""What all readers of a place share, kept in the memory of this process for as long as it is true.

Nothing that depends on who reads may be put here, and nothing here leaves the process. A place has a version
that grows with each change; when a newer one is asked for, all that was kept of the older one goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock, RLock
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Thing = TypeVar("Thing")
Version = tuple[int, ...]
_MAKERS = 16


class VersionedCache(Generic[Name, Thing]):
    """Keeps a number of things; those go first whose place, then whose name was not asked for longest."""

    def __init__(self, things: int) -> None:
        self._room = things
        self._kept: OrderedDict[Hashable, tuple[Version, OrderedDict[Name, Thing]]] = OrderedDict()
        self._lock = Lock()
        # One for some places each: what is made of one thing may need another one.
        self._makers = [RLock() for _one in range(_MAKERS)]

    def get_or_make(self, place: Hashable, version: Version, name: Name, make: Callable[[], Thing]) -> Thing:
        """Return the thing of this name as of this version; `make` it where it is not kept."""
        return self.get_or_make_all(place, version, [name], lambda _missing: {name: make()})[name]

    def get_or_make_all(
        self,
        place: Hashable,
        version: Version,
        names: Sequence[Name],
        make: Callable[[list[Name]], Mapping[Name, Thing]],
    ) -> dict[Name, Thing]:
        """Return the things of these names as of this version, by name.

        `make` is asked once, for all that are not kept; what it leaves out is left out, what it makes besides
        is kept too. While it is at work for a place, others who miss something there wait: it is most often
        the same, as after each change.
        """
        found = self._find(place, version, names)
        if len(found) == len(names):
            return found
        with self._makers[hash(place) % len(self._makers)]:
            found = self._find(place, version, names)
            missing = [name for name in names if name not in found]
            if missing:
                made = make(missing)
                self._keep(place, version, made)
                found.update((name, made[name]) for name in missing if name in made)
        return found

    def _find(self, place: Hashable, version: Version, names: Sequence[Name]) -> dict[Name, Thing]:
        with self._lock:
            shared = self._open(place, version)
            found = {name: shared[name] for name in names if name in shared}
            for name in found:
                shared.move_to_end(name)
        return found

    def _open(self, place: Hashable, version: Version) -> OrderedDict[Name, Thing]:
        """Return what is kept of this version; for one that is over, something that nobody keeps."""
        kept = self._kept.get(place)
        if kept is None or kept[0] < version:
            self._room += len(kept[1]) if kept else 0
            kept = self._kept[place] = (version, OrderedDict())
        self._kept.move_to_end(place)
        return kept[1] if kept[0] == version else OrderedDict()

    def _keep(self, place: Hashable, version: Version, made: Mapping[Name, Thing]) -> None:
        with self._lock:
            shared = self._open(place, version)
            if shared is self._kept[place][1]:
                self._room -= sum(name not in shared for name in made)
                shared.update(made)
            while self._room < 0:
                self._drop_one()

    def _drop_one(self) -> None:
        place, (_version, oldest) = next(iter(self._kept.items()))
        if oldest:
            oldest.popitem(last=False)
            self._room += 1
        if not oldest:
            del self._kept[place]
