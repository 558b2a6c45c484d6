"""How tests press the buttons of the design group: with what the page showed of the item."""

from __future__ import annotations

from collections.abc import Sequence

from django.test import Client

from ideas.models import Comment, Idea
from moderation.domain.seen import read_all_seen, read_seen
from tests.pages import Page


def decide_by_form(client: Client, item: Idea | Comment, verdict: str, **filled: object) -> Page:
    """Press the button of one of the forms on the item's page, as the page is now."""
    sent = {"verdict": verdict, "note": "", "seen": read_seen(type(item).objects.get(pk=item.pk)), **filled}
    return client.post(f"/admin/ideas/{item._meta.model_name}/{item.pk}/decision/", sent)


def decide_by_list(client: Client, verdict: str, items: Sequence[Idea | Comment], **filled: object) -> Page:
    """Press the button of the page that asks about several, as that page would be now."""
    kind = type(items[0])
    fresh: list[Idea | Comment] = [type(item).objects.get(pk=item.pk) for item in items]
    seen = {f"seen-{key}": words for key, words in read_all_seen(fresh).items()}
    sent = {"action": verdict, "_selected_action": [str(item.pk) for item in items], "decided": "yes"}
    return client.post(f"/admin/ideas/{kind._meta.model_name}/", {**sent, "note": "", **seen, **filled})


def read_results(page: Page) -> dict[str, str]:
    """Return by title what the page says became of each item, "" where it is done."""
    rows = page.context["results"]
    return {getattr(row["item"], "title", row["item"].excerpt): str(row["obstacle"]) for row in rows}
