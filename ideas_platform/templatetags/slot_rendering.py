"""Pieces of pages that look the same for all, but for a few words: see `lib/slot_rendering.py`."""

from collections.abc import Hashable

from django import template
from django.utils.safestring import SafeString

from ideas_platform.lib.slot_rendering import render_with_slots

register = template.Library()


@register.simple_tag(takes_context=True, name="slots")
def render_tag(context: template.Context, name: str, *gaps: str, **given: Hashable) -> SafeString:
    """Return what the template prints with what is given, and with the page's own words in its gaps.

    It does not see those words, which stand on the page under the names of the gaps.
    """
    words = {gap: str(context.get(gap, "")) for gap in gaps}
    return render_with_slots(name, words, **given)
