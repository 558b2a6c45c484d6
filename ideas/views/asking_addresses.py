"""Where an author asks for a second look, or to cover what they said too much. The database is not asked."""

from collections.abc import Container
from uuid import UUID

from django.urls import reverse

from ideas.domain.author_requests import COVERABLE
from ideas.models import Comment, Idea
from workshops.phases import Deed


def find_look_address(item: Idea | Comment, asked: Container[UUID]) -> str:
    """Return where the author of a hidden text asks for another look, "" where it was `asked` or is shown."""
    is_hidden = item.status == Idea.Status.HIDDEN and not item.withdrawal_pending and item.pk not in asked
    may = item.thread.workshop.allows(Deed.ASK_TO_LOOK)
    return _write("second_look", item) if is_hidden and may else ""


def find_cover_address(item: Idea | Comment) -> str:
    """Return where the author of a text that others read asks to cover words of it, "" for other texts."""
    may = item.thread.workshop.allows(Deed.ASK_TO_COVER)
    return _write("too_much", item) if may and item.status in COVERABLE else ""


def _write(name: str, item: Idea | Comment) -> str:
    thread = item.thread
    address = reverse(f"workshops:{name}", args=[thread.workshop.slug, thread.ref])
    return f"{address}?comment={item.ref}" if isinstance(item, Comment) else address
