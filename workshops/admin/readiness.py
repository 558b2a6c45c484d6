"""The check list "ready to open?" on a workshop's page in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.domain.readiness import Item, check_readiness
from workshops.models import Workshop

# Where on the page a thing is written, if it is no field of that name. The key is the operator's.
ANCHORS = {
    "opens_at": "#id_opens_at_0",
    "themes": "#themes-heading",
    "poll": "#poll-heading",
    "key": "",
    "key_copies": "",
}
ELSEWHERE = {"design_group": "admin:workshops_invitation_list"}


def describe_readiness(workshop: Workshop) -> dict[str, Any]:
    """Return what the page says: each thing done or missing with its link, and how many are missing."""
    items = check_readiness(workshop)
    missing = sum(not item.is_done and not item.is_optional for item in items)
    return {"tasks": [_describe(workshop, item) for item in items], "missing": missing}


def _describe(workshop: Workshop, item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "url": _find_place(workshop, item.name),
        "is_done": item.is_done,
        "status": _say_status(item),
    }


def _find_place(workshop: Workshop, name: str) -> str:
    return (
        reverse(ELSEWHERE[name], args=[workshop.pk])
        if name in ELSEWHERE
        else ANCHORS.get(name, f"#id_{name}")
    )


def _say_status(item: Item) -> str:
    if item.is_done:
        return _("done")
    return _("not there, and need not be") if item.is_optional else _("missing")
