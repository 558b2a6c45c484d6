"""The check list "ready to open?" on a workshop's page in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workshops.domain.readiness import Item, check_readiness
from workshops.models import Workshop

# Where on the page a thing is written, if it is no field of that name. The key is the operator's.
ANCHORS = {"opens_at": "#id_opens_at_0", "themes": "#themes-heading", "key": ""}


def describe_readiness(workshop: Workshop) -> dict[str, Any]:
    """Return what the page says: each thing done or missing with its link, and how many are missing."""
    items = check_readiness(workshop)
    missing = sum(not item.is_done for item in items)
    return {"tasks": [_describe(item) for item in items], "missing": missing}


def _describe(item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "url": ANCHORS.get(item.name, f"#id_{item.name}"),
        "is_done": item.is_done,
        "status": _("done") if item.is_done else _("missing"),
    }
