"""What does not come out the same when it is counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Difference:
    """A number: where it stands, what is written there, and what comes out."""

    where: str
    written: object
    again: object

    def __str__(self) -> str:
        return f"{self.where}: written {_show(self.written)}, counted {_show(self.again)}"


def compare(where: str, written: Mapping[Key, object], again: Mapping[Key, object]) -> Iterator[Difference]:
    """Yield what differs between two mappings, by the names that both have."""
    for key in sorted(written.keys() | again.keys()):
        if written.get(key) != again.get(key):
            yield Difference(" / ".join((where, *filter(None, key))), written.get(key), again.get(key))


def _show(value: object) -> str:
    return "nothing" if value is None else str(value)
