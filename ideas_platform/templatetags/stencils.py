"""Pieces of pages that look the same for all, but for a few words: see `ideas_platform.lib.stencil`."""

from collections.abc import Hashable

from django import template
from django.utils.safestring import SafeString

from ideas_platform.lib.stencil import fill

register = template.Library()


@register.simple_tag(takes_context=True)
def stencil(context: template.Context, name: str, *gaps: str, **given: Hashable) -> SafeString:
    """Return what the template prints with what is given, and with the page's own words in its gaps.

    It does not see those words, which stand on the page under the names of the gaps.
    """
    words = {gap: str(context.get(gap, "")) for gap in gaps}
    return fill(name, words, **given)
