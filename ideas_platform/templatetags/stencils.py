"""Pieces of pages that look the same for all, but for a few words: see `ideas_platform.lib.stencil`."""

from collections.abc import Hashable

from django import template
from django.utils.safestring import SafeString

from ideas_platform.lib.stencil import fill

register = template.Library()


@register.simple_tag
def stencil(name: str, *gaps: str, **given: Hashable) -> SafeString:
    """Return what the template prints with what is given; those words that `gaps` names it does not see."""
    words = {gap: str(given.pop(gap)) for gap in gaps}
    return fill(name, words, **given)
