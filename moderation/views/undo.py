"""Undo: one press brings back what one press decided."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ideas_platform.lib.responses import see_other
from ideas_platform.lib.sent_values import read_key
from moderation.domain.claims import is_for_review
from moderation.domain.undoing import Undone, undo_press
from moderation.models import Decision
from moderation.views.review import get_item, show_again
from moderation.views.staff_page import staff_page
from workshops.models import Membership


@require_POST
@staff_page
def undo(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Undo what one decided within the last ten minutes; a single text is there to be decided again."""
    press = read_key(request, "press")
    if press is None:
        raise BadRequest
    rows = undo_press(actor=membership, press=press)
    tell_undone(request, rows)
    if len(rows) == 1 or rows[0].verdict == Decision.Verdict.MERGE:
        # Of two that were merged, the one that waits again.
        items = [get_item(membership, row.item.ref) for row in rows]
        return show_again(
            request, membership, next((item for item in items if is_for_review(item)), items[0])
        )
    return see_other(reverse("moderation:desk", args=[membership.workshop.slug]))


def tell_undone(request: HttpRequest, rows: Sequence[Undone]) -> None:
    """Say on the next page how many texts are again what they were, and why the others are not."""
    left = [row.obstacle for row in rows if row.obstacle]
    done = len(rows) - len(left)
    if done > 1:
        words = ngettext(
            "%(number)d text is again what it was.", "%(number)d texts are again what they were.", done
        )
        messages.success(request, words % {"number": done})
    for obstacle in dict.fromkeys(left):
        messages.warning(request, obstacle)
