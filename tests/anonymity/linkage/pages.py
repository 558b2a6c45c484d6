"""The pages as each role sees them when all is over."""

from __future__ import annotations

from django.test import Client

from ideas.models import Idea
from tests.anonymity.linkage.simulation import SLUG, Simulation
from tests.cast import make_member, make_user, sign_in
from workshops.rules import Role

HOME = f"/workshops/{SLUG}/"
PLACES = (HOME, f"{HOME}ideas/", f"{HOME}boards/top/", f"{HOME}boards/new/", f"{HOME}poll/", f"{HOME}next/")
MANY = 15
DESK = (
    "/admin/",
    "/admin/tables/",
    *(f"/admin/desk/{SLUG}/{page}" for page in ("", "review/", "several/", "record/", "reasons/")),
    f"{HOME}moderation/",
)


def read_pages(simulation: Simulation) -> list[tuple[str, str]]:
    """Return (role and address, page) as a visitor, a participant and each kind of staff see it."""
    workshop = simulation.workshop
    roles = {
        "visitor": Client(),
        "participant": make_member("looks", workshop).client,
        "moderator": make_member("moderates", workshop, Role.DESIGN_GROUP).client,
        "organiser": make_member("organises", workshop, Role.ORGANISER).client,
        "administrator": sign_in(
            make_user("administers", domain="demo.example", is_staff=True, is_superuser=True)
        ),
    }
    refs = Idea.objects.published().order_by("ref").values_list("ref", flat=True)[:MANY]
    places = [*PLACES, *(f"{HOME}ideas/{ref}/" for ref in refs)]
    found = [(f"{role} {place}", _read(client, place)) for role, client in roles.items() for place in places]
    for role in ("moderator", "organiser", "administrator"):
        found += [(f"{role} {place}", _read(roles[role], place)) for place in _list_admin(roles[role])]
    return found


def _list_admin(client: Client) -> list[str]:
    """Return the addresses of the desk, and of all lists to which its page of tables leads."""
    answer = client.get("/admin/tables/")
    apps = answer.context["app_list"] if answer.context else []
    return [*DESK, *(model["admin_url"] for app in apps for model in app["models"] if model["admin_url"])]


def _read(client: Client, place: str) -> str:
    return client.get(place).content.decode()
