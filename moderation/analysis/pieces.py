"""Long work in pieces, between which it can be ended."""

from collections.abc import Callable, Iterator

Pause = Callable[[], None]
"""Called between two pieces, every few tenths of a second; what it raises ends the work."""


def go_on() -> None:
    """End nothing."""


def cut(number: int, size: int) -> Iterator[slice]:
    """Yield slices of at most `size` that together cover `number` rows."""
    for start in range(0, number, size):
        yield slice(start, min(start + size, number))
