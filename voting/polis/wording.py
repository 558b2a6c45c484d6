"""Titles and briefs out of what a conversation has instead of them."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ideas.models.ideas import TITLE_LENGTH
from ideas_platform.lib.visible_text import has_visible

ELLIPSIS = "…"
SHORTEST_SHARE = 0.6
"""A title is cut between words only where that leaves so much of it; some scripts have no spaces."""


def make_title(text: str, longest: int = TITLE_LENGTH) -> str:
    """Return the first line of a text that says something, cut at a word to at most `longest` characters."""
    line = next((" ".join(line.split()) for line in text.splitlines() if has_visible(line)), "")
    if len(line) <= longest:
        return line
    cut = line[:longest]
    at_word = cut.rpartition(" ")[0]
    kept = at_word if len(at_word) >= SHORTEST_SHARE * longest else cut[: longest - len(ELLIPSIS)]
    return kept.rstrip(" ,;:-–—") + ELLIPSIS


def name_blank(number: int) -> str:
    """Return the title of the comment with this number, which has no text."""
    return _("Comment %(number)s has no text") % {"number": number}


def make_brief(summary: dict[str, str]) -> str:
    """Return the description of the conversation with a note on where it was held."""
    source = summary.get("url", "").strip()
    held = _("Held on Pol.is and imported from its open data: %(source)s") % {"source": source}
    parts = [summary.get("conversation-description", "").strip(), held if source else _("Held on Pol.is.")]
    return "\n\n".join(part for part in parts if part)


def make_summary(people: int, comments: int) -> str:
    """Return one sentence on what was imported."""
    words = _("A conversation of %(people)s people on %(comments)s comments, imported from Pol.is.")
    return Truncator(words % {"people": f"{people:,}", "comments": f"{comments:,}"}).chars(300)
