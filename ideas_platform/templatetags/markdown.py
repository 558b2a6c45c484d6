"""Markdown in templates: `{{ brief|markdown }}`, below a heading of level 3 `{{ text|markdown:3 }}`."""

from django import template
from django.utils.safestring import SafeString

from ideas_platform.lib.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str, below: int = 2) -> SafeString:
    """Return what an organiser wrote as HTML, its headings below those of this level."""
    return render_markdown(text, below=below)
