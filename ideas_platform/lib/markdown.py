"""Markdown of organisers as HTML: headings, lists, links, emphasis; nothing that loads or does anything.

Rendered by markdown-it-py with raw HTML and pictures off, then cleaned by nh3, which knows only the tags and
attributes below: what slips through the one is taken out by the other.
"""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN_HELP = _(
    "In Markdown: a line that begins with # is a heading, one with - is in a list. Write **bold**, *italic*, "
    "and a link as [words](https://…). There are no pictures here."
)
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "h5", "blockquote", "code", "pre", "hr"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"https", "http", "mailto", "tel"}
# A page has its own title and headings: those of a text come below them.
HIGHEST, LOWEST = 3, 5
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def render_markdown(text: str, *, below: int = HIGHEST - 1) -> SafeString:
    """Return the text as HTML whose highest heading is one below the level `below` (2, 3 or 4)."""
    tokens = _parser.parse(text)
    _lower_headings(tokens, below)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener noreferrer"
    )
    return mark_safe(clean)  # noqa: S308  # nosec B308 B703 - cleaned by nh3


def _lower_headings(tokens: list[Token], below: int) -> None:
    """Let headings begin one below `below`, without a gap between those that are used."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: f"h{min(below + 1 + number, LOWEST)}" for number, tag in enumerate(used)}
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = levels[token.tag]
