"""Every address of the site, as its resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def list_addresses() -> Iterator[tuple[str, str]]:
    """Yield (name with namespaces, pattern) of every address that the resolver knows."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, address, inner)
        else:
            yield f"{namespace}{pattern.name}", address
