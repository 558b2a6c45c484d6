"""What the mark on an idea's page stands for."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ideas.models import Idea
from ideas.views.ideas import IdeaPage
from moderation.domain.editors_notes import find_note
from moderation.domain.reasons import find_covered


def show_editors_note(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return for everybody what the design group says beside this idea, nothing where it says nothing."""
    note = find_note(page.idea) if page.idea.status == Idea.Status.PUBLISHED else None
    if note is None:
        return SafeString("")
    return render_to_string("moderation/_editors_note.html", {"note": note}, request)


def explain_covered(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return for everybody who covered words of this idea and why, nothing where none are covered."""
    reason = find_covered([page.idea]).get(page.idea.pk)
    if reason is None:
        return SafeString("")
    return render_to_string("moderation/_covered.html", {"reason": reason, "mine": page.mine}, request)
