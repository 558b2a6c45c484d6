"""What voting knows of the one thing to do next on a workshop's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ideas.views.workshop import WorkshopPage
from voting.boards.boards_after_votes import find_boards_obstacle


def find_where_to_vote(_request: HttpRequest, page: WorkshopPage) -> dict[str, Any]:
    """Return the queue's address as `vote_at` for who has not voted on enough ideas to see the boards."""
    is_due = page.visit.membership is not None and find_boards_obstacle(page.visit)
    return {"vote_at": reverse("voting:next", args=[page.visit.workshop.slug])} if is_due else {}
