"""Pieces of pages that all members of a workshop share, printed once for each version of it.

A piece may depend on the workshop's texts and on what stands in its name, on nothing else: not on who reads.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ideas_platform.lib.versioned_cache import VersionedCache
from workshops.models import Workshop

Name = tuple[Hashable, ...]
Context = dict[str, Any]
Contexts = Mapping[Any, Context | Callable[[], Context]]
_fragments: VersionedCache[Name, SafeString] = VersionedCache(things=20_000)


def render_cached(workshop: Workshop, template: str, contexts: Contexts) -> dict[Name, SafeString]:
    """Return what the template prints for each context, by its name, which says all it depends on.

    A context that takes time to put together may be given as a function.
    """
    always = (template, get_language(), workshop.slug)
    names = {(*always, *name): name for name in contexts}
    printed = _fragments.get_or_make_all(
        workshop.pk,
        workshop.seen_version,
        list(names),
        lambda missing: {name: _print(template, contexts[names[name]]) for name in missing},
    )
    return {names[name]: fragment for name, fragment in printed.items()}


def _print(template: str, context: Context | Callable[[], Context]) -> SafeString:
    return render_to_string(template, context() if callable(context) else context)
