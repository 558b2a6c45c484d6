"""What the mark on an idea's page stands for."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ideas.views.ideas import IdeaPage
from moderation.domain.reasons import find_covered


def explain_covered(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return for everybody who covered words of this idea and why, nothing where none are covered."""
    reason = find_covered([page.idea]).get(page.idea.pk)
    if reason is None:
        return SafeString("")
    return render_to_string("moderation/_covered.html", {"reason": reason, "mine": page.mine}, request)
