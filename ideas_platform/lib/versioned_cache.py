"""What all readers of a scope share, kept in the memory of this process for as long as it is true.

Nothing that depends on who reads may be put here, and nothing here leaves the process. A scope has a version
that grows with each change; when a newer one is asked for, all that was kept of the older one goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock, RLock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Version = tuple[int, ...]
_MAKERS = 16


class VersionedCache(Generic[Key, Value]):
    """Keeps a number of things; those go first whose scope, then whose key was not asked for longest."""

    def __init__(self, things: int) -> None:
        self._room = things
        self._kept: OrderedDict[Hashable, tuple[Version, OrderedDict[Key, Value]]] = OrderedDict()
        self._lock = Lock()
        # One for some scopes each: what is made of one thing may need another one.
        self._makers = [RLock() for _one in range(_MAKERS)]

    def get_or_make(self, scope: Hashable, version: Version, key: Key, make: Callable[[], Value]) -> Value:
        """Return the thing of this key as of this version; `make` it where it is not kept."""
        return self.get_or_make_all(scope, version, [key], lambda _missing: {key: make()})[key]

    def get_or_make_all(
        self,
        scope: Hashable,
        version: Version,
        keys: Sequence[Key],
        make: Callable[[list[Key]], Mapping[Key, Value]],
    ) -> dict[Key, Value]:
        """Return the things of these keys as of this version, by key.

        `make` is asked once, for all that are not kept; what it leaves out is left out, what it makes besides
        is kept too. While it is at work for a scope, others who miss something there wait: it is most often
        the same, as after each change.
        """
        found = self._find(scope, version, keys)
        if len(found) == len(keys):
            return found
        with self._makers[hash(scope) % len(self._makers)]:
            found = self._find(scope, version, keys)
            missing = [key for key in keys if key not in found]
            if missing:
                made = make(missing)
                self._keep(scope, version, made)
                found.update((key, made[key]) for key in missing if key in made)
        return found

    def _find(self, scope: Hashable, version: Version, keys: Sequence[Key]) -> dict[Key, Value]:
        with self._lock:
            shared = self._open(scope, version)
            found = {key: shared[key] for key in keys if key in shared}
            for key in found:
                shared.move_to_end(key)
        return found

    def _open(self, scope: Hashable, version: Version) -> OrderedDict[Key, Value]:
        """Return what is kept of this version; for one that is over, something that nobody keeps."""
        kept = self._kept.get(scope)
        if kept is None or kept[0] < version:
            self._room += len(kept[1]) if kept else 0
            kept = self._kept[scope] = (version, OrderedDict())
        self._kept.move_to_end(scope)
        return kept[1] if kept[0] == version else OrderedDict()

    def _keep(self, scope: Hashable, version: Version, made: Mapping[Key, Value]) -> None:
        with self._lock:
            shared = self._open(scope, version)
            if shared is self._kept[scope][1]:
                self._room -= sum(key not in shared for key in made)
                shared.update(made)
            while self._room < 0:
                self._drop_one()

    def _drop_one(self) -> None:
        scope, (_version, oldest) = next(iter(self._kept.items()))
        if oldest:
            oldest.popitem(last=False)
            self._room += 1
        if not oldest:
            del self._kept[scope]
