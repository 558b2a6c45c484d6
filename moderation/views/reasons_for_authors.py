"""Why something that one wrote is hidden, or words of it are covered."""

from typing import Any

from django.http import HttpRequest

from ideas.models import Comment, Idea
from ideas.views.own_contributions import MinePage
from moderation.domain.answers_to_authors import find_answers
from moderation.domain.reasons import find_covered, find_reasons


def find_own_reasons(_request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Return `hidden_because` and `covered_because`, the reason for each of one's texts that has one.

    And `answers`: what became of what one has asked about them.
    """
    texts: list[Idea | Comment] = [*page.own.ideas, *page.own.comments]
    hidden = [text for text in texts if text.status == text.Status.HIDDEN]
    return {
        "hidden_because": find_reasons(hidden),
        "covered_because": find_covered(texts),
        "answers": find_answers(texts),
    }
