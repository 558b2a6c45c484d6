"""Parts that a higher app adds to a page of a lower one.

A page names a place ("idea", "workshop"); other apps register functions for it beside their addresses, in
`urls.py`; the page prints what the functions return. So the page's app need not know the others.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

Section = Callable[[HttpRequest, Any], SafeString]
_sections: dict[str, list[tuple[int, Section]]] = defaultdict(list)


def register(place: str, section: Section, *, order: int = 50) -> None:
    """Add `section` to the page `place`; smaller `order` comes first. Adding it twice changes nothing."""
    if all(known is not section for _, known in _sections[place]):
        _sections[place].append((order, section))
        _sections[place].sort(key=lambda pair: pair[0])


def render_sections(place: str, request: HttpRequest, subject: Any) -> list[SafeString]:
    """Return the fragments of all sections of `place` for `subject`, in order, without the empty ones."""
    fragments = [section(request, subject) for _, section in _sections[place]]
    return [fragment for fragment in fragments if fragment]


Facts = Callable[[HttpRequest, Any], dict[str, Any]]
_facts: dict[str, list[Facts]] = defaultdict(list)


def register_facts(place: str, facts: Facts) -> None:
    """Add a function that knows more about what `place` shows: it returns values for the page's context."""
    if facts not in _facts[place]:
        _facts[place].append(facts)


def collect_context(place: str, request: HttpRequest, subject: Any) -> dict[str, Any]:
    """Return what all registered functions know about `subject`, as one context."""
    context: dict[str, Any] = {}
    for facts in _facts[place]:
        context.update(facts(request, subject))
    return context
