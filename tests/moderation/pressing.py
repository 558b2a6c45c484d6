"""Pressing the buttons of the desk, as a page of now would send them."""

from collections.abc import Sequence

from django.test import Client

from ideas.models import Comment, Idea
from moderation.domain.seen import read_all_seen, read_seen
from tests.pages import Page


def desk_of(item: Idea | Comment, page: str = "") -> str:
    """Return an address of the desk of the item's workshop."""
    return f"/admin/desk/{item.thread.workshop.slug}/{page}"


def page_of(item: Idea | Comment) -> str:
    """Return the address of the item's page on the desk."""
    return desk_of(item, f"review/{item.ref}/")


def decide_by_form(client: Client, item: Idea | Comment, verdict: str, **filled: object) -> Page:
    """Press the button of one of the forms on the item's page, as the page is now."""
    sent = {"verdict": verdict, "note": "", "seen": read_seen(type(item).objects.get(pk=item.pk)), **filled}
    return client.post(f"{page_of(item)}decision/", sent)


def decide_by_list(client: Client, verdict: str, items: Sequence[Idea | Comment], **filled: object) -> Page:
    """Press the button of the page that asks about several, as that page would be now."""
    fresh: list[Idea | Comment] = [type(item).objects.get(pk=item.pk) for item in items]
    all_seen = read_all_seen(fresh)
    seen = {f"seen-{item.ref}": all_seen[item.pk] for item in fresh}
    sent = {"verdict": verdict, "chosen": [item.ref for item in items], "decided": "yes"}
    return client.post(desk_of(items[0], "several/"), {**sent, "note": "", **seen, **filled})


def read_results(page: Page) -> dict[str, str]:
    """Return by title what the page says became of each item, "" where it is done."""
    rows = page.context["results"]
    return {getattr(row["item"], "title", row["item"].excerpt): str(row["obstacle"]) for row in rows}
