"""What a page reads of its query: what it never asks for cannot be what it fails at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

# What is read of a query of which everything is read, whatever its names.
EVERYTHING = "*"
# To be put before all others of the site's middleware.
WATCH = "tests.watched_query.watch_query"


class WatchedQuery(QueryDict):
    """A query that remembers which of its names somebody asked for, there or not."""

    read: set[str] | None = None

    def _note(self, name: str) -> None:
        if self.read is not None:
            self.read.add(name)

    def __getitem__(self, key: str) -> Any:
        """Return the last value of this name, as a query does."""
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Return whether the name is there."""
        self._note(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        """Return all values of this name."""
        self._note(key)
        return super().getlist(key, default)

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        self._note(EVERYTHING)
        return super().__iter__()

    def lists(self) -> Any:
        """Return every name with its values."""
        self._note(EVERYTHING)
        return super().lists()

    def items(self) -> Any:
        """Yield every name with its last value."""
        self._note(EVERYTHING)
        return super().items()

    def keys(self) -> Any:
        """Return every name."""
        self._note(EVERYTHING)
        return super().keys()

    def copy(self) -> Any:
        """Return one that may be changed."""
        self._note(EVERYTHING)
        return super().copy()


def watch_query(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware, the first of all, that gives the site a query that is watched."""

    def middleware(request: HttpRequest) -> HttpResponse:
        watched: Any = WatchedQuery(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        watched.read = set()
        request.GET = watched
        return get_response(request)

    return middleware


def list_read(request: HttpRequest) -> set[str]:
    """Return the names that were read of this request's query; EVERYTHING where another took its place."""
    query = request.GET
    return query.read or set() if isinstance(query, WatchedQuery) else {EVERYTHING}
