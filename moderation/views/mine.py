"""Why something that one wrote is hidden, or words of it are covered."""

from typing import Any

from django.http import HttpRequest

from moderation.domain.reasons import find_covered, find_reasons
from workshops.models import Comment, Idea
from workshops.views.mine import MinePage


def note_reasons(_request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Note on one's texts why they are hidden or covered; return nothing for the page itself."""
    texts: list[Idea | Comment] = [*page.own.ideas, *page.own.comments]
    hidden = [text for text in texts if text.status == text.Status.HIDDEN]
    reasons = find_reasons(hidden)
    for text in hidden:
        text.hidden_because = reasons.get(text.pk, "")  # type: ignore[union-attr]
    for key, reason in find_covered(texts).items():
        next(text for text in texts if text.pk == key).covered_because = reason  # type: ignore[union-attr]
    return {}
